//! The page that an author keeps open beside the editor: messages with their lines, documents, signs, what the forms ask for, and
//! what a change does to every region of the example rounds.
//!
//! | file | is |
//! | --- | --- |
//! | `view` | what is shown, taken from the workshops once a change is through |
//! | `shell`, `messages`, `outputs`, `forms`, `trials` | its parts as markup |
//! | `server` | the page and the outputs over HTTP, for this machine only |
//!
//! The server knows no folders: it answers with what the last view holds, so that there is no path by which it could be led
//! elsewhere. Texts of authors and submissions go in as text only ([`Markup`](crate::base::markup::Markup)).

mod forms;
mod messages;
mod outputs;
mod server;
mod shell;
mod trials;
mod view;

pub use server::{Board, Host, PORT, serve};
pub use view::{PackageView, TrialView, View};
