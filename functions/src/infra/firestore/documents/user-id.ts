/** A user's documents lie under the user's id: https://firebase.google.com/docs/firestore/quotas#collections_documents_and_fields */
export const USER_ID = /^(?!\.\.?$)(?!__.*__$)[^/]{1,128}$/;
