// Citizen pages work whole without this file; it only makes them kinder.
import { guardForms } from "./form";
import { startPage } from "./page";
import { shrinkPhotos } from "./photo";

startPage();
shrinkPhotos();
guardForms();
