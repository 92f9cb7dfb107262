import { initializeApp, type FirebaseOptions } from 'firebase/app';
import { getAuth, GoogleAuthProvider, onAuthStateChanged, signInWithPopup } from 'firebase/auth';
import { getFirestore } from 'firebase/firestore';
import { getFunctions } from 'firebase/functions';
import { firebaseLink } from './firebase/firebase-link.ts';
import './link-button.ts';

// Firebase Hosting serves the configuration of its project here
const configuration: FirebaseOptions = await (await fetch('/__/firebase/init.json')).json();
const app = initializeApp(configuration);
const auth = getAuth(app);
const button = document.querySelector('linkline-button');
const signInButton = document.querySelector('button');

const signIn = () => signInWithPopup(auth, new GoogleAuthProvider());
signInButton?.addEventListener('click', () => void signIn());

onAuthStateChanged(auth, (user) => {
  if (signInButton) signInButton.hidden = user !== null;
  if (user === null) {
    button?.disconnect();
    return;
  }
  const link = firebaseLink({ functions: getFunctions(app), firestore: getFirestore(app), userId: user.uid });
  button?.connect({ ...link, signInAgain: signIn });
});
