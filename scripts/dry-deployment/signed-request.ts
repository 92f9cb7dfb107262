import twilio from 'twilio';

// the first is the address that is asked, the second the one that Twilio would know and sign
const [url = '', signedUrl = ''] = process.argv.slice(2);
const { TWILIO_ACCOUNT_SID = '', TWILIO_SENDER = '', TWILIO_AUTH_TOKENS = '' } = process.env;

const message = {
  MessageSid: `SM${'0'.repeat(32)}`,
  AccountSid: TWILIO_ACCOUNT_SID,
  From: 'whatsapp:+15550001111',
  To: TWILIO_SENDER,
  Body: 'hi',
};

async function answerTo(signature: string): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'x-twilio-signature': signature },
    body: new URLSearchParams(message),
  });
  return `${response.status} ${await response.text()}`;
}

const signed = await answerTo(twilio.getExpectedTwilioSignature(TWILIO_AUTH_TOKENS, signedUrl, message));
const unsigned = await answerTo('forged');
console.log(`signed: ${signed}\nforged: ${unsigned}`);
if (!/^200 .*<Message>.*link your account/.test(signed) || unsigned !== '403 ') process.exitCode = 1;
