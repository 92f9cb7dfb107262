import type { Attachment } from './page-protocol.ts';

/** A sunset over the sea, as PNG in base64. */
const PICTURE =
  'iVBORw0KGgoAAAANSUhEUgAAAKAAAABkBAMAAADzmCa8AAAAElBMVEX/1pn/s4D3jHj/9NYmVHwbPFzHey1QAAAAoklEQVR42u3SwQmAMBBE0WlB7EAr0G3BFuy/FQ+Cp2SThSUo/rnnMRtGIoQQQshrMiUHEPDf4JYJznYnC7QnWwpoFhHVfW/n1Yp5bVGRg3uOVrBgs6KCBZsVFS3YqqjFTcGz3X3hg2sJtDeBRc+/WfGCfsWxYMVzb/42WPtC9xMB/w5WPW+I+Q2P5AAmgGdyPgAyG3bIDgHZITtkh+wQcOAOL39ixK2x8JPJAAAAAElFTkSuQmCC';

/** What the simulator takes for a message that is more than text. */
export const attachmentParameters: Readonly<Record<Attachment, Readonly<Record<string, string>>>> = {
  picture: { MediaContentType0: 'image/png', MediaContent0: PICTURE },
  location: {
    Latitude: '52.516275',
    Longitude: '13.377704',
    Label: 'Brandenburg Gate',
    Address: 'Pariser Platz, 10117 Berlin',
  },
};
