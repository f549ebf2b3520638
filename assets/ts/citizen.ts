// Citizen pages work whole without this file; it only makes them kinder.
import { sendAhead } from "./ahead";
import { guardForms } from "./form";
import { startPage } from "./page";
import { fillFromExcel } from "./paste";
import { shrinkPhotos } from "./photo";

startPage();
shrinkPhotos();
sendAhead();
guardForms();
fillFromExcel();
