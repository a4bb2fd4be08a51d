//! The names of the wire: the only file that holds them.
//!
//! Public, because whoever imitates or records the service (a sandbox, a proxy) shares these names
//! with the client. It shares no encoder and no parser: those are private to each side.

pub(crate) mod answer;
pub(crate) mod charset;
pub(crate) mod dates;
pub(crate) mod form;
pub(crate) mod multipart;
pub(crate) mod records;

/// Paths of the calls below the base address.
pub mod path {
    /// Send a text message (section 3 of the API document).
    pub const SEND_SMS: &str = "/http/1.6/sendSMS.do";
    /// Send a batch (section 17).
    pub const SEND_BATCH: &str = "/http/1.6/sendSMSBatch.do";
    /// Send a voice message (section 15).
    pub const SEND_VOICE: &str = "/http/1.6/sendVoiceMessage.do";
    /// Delivery report of each recipient (section 4).
    pub const DELIVERY_REPORT: &str = "/http/1.6/compteRendu.do";
    /// Status of a message (section 11).
    pub const MESSAGE_STATUS: &str = "/http/1.6/smsStatus.do";
    /// Messages sent (section 10).
    pub const LIST_SENT: &str = "/http/1.6/smsList.do";
    /// Replies received (section 14).
    pub const LIST_REPLIES: &str = "/http/1.6/responseList.do";
    /// Delete a message (section 9).
    pub const DELETE_SMS: &str = "/http/1.6/deleteSMS.do";
    /// Balance (section 5).
    pub const BALANCE: &str = "/http/1.6/credit.do";
    /// Transfer credits (section 7).
    pub const TRANSFER_CREDITS: &str = "/http/1.6/creditTransfert.do";
    /// Create a sub-account (section 6).
    pub const CREATE_SUB_ACCOUNT: &str = "/http/1.6/createSubAccount.do";
    /// Delete a sub-account (section 6).
    pub const DELETE_SUB_ACCOUNT: &str = "/http/1.6/deleteSubAccount.do";
    /// Add a contact (section 8).
    pub const ADD_CONTACT: &str = "/http/1.6/addContact.do";
    /// Create an API key (section 2).
    pub const CREATE_API_KEY: &str = "/http/2.0/createAuthorisation.do";
}

/// Parameter names of requests and callbacks, and field names of JSON answers.
pub mod param {
    /// `api_key`.
    pub const API_KEY: &str = "accessToken";
    /// `login` of the legacy credential.
    pub const LOGIN: &str = "pseudo";
    /// `password` of the legacy credential.
    pub const PASSWORD: &str = "pass";

    /// `text`.
    pub const TEXT: &str = "message";
    /// `recipients`; in a reply callback, the short code that was answered.
    pub const RECIPIENTS: &str = "numero";
    /// `contact_group`.
    pub const GROUP: &str = "groupe";
    /// The class of a message: 2, 4 or 9.
    pub const CLASS: &str = "classe_msg";
    /// `scheduled_at`.
    pub const SCHEDULED_AT: &str = "date_envoi";
    /// `client_reference`.
    pub const CLIENT_REFERENCE: &str = "refClient";
    /// `sender`; in a reply callback, the person who answered.
    pub const SENDER: &str = "emetteur";
    /// `max_segments`.
    pub const MAX_SEGMENTS: &str = "nbr_msg";
    /// `delivery_url`.
    pub const DELIVERY_URL: &str = "notification_url";
    /// `reply_url`.
    pub const REPLY_URL: &str = "notification_url_reponse";
    /// `opt_out`.
    pub const OPT_OUT: &str = "stop";
    /// Name of the file part of a batch.
    pub const BATCH_FILE: &str = "fichier";
    /// `title` of a voice message.
    pub const TITLE: &str = "title";
    /// `language` of a voice message.
    pub const LANGUAGE: &str = "language";

    /// `message_id`.
    pub const MESSAGE_ID: &str = "smsID";
    /// `reply_id`.
    pub const REPLY_ID: &str = "responseID";
    /// `page_size`, in spite of its name.
    pub const PAGE_SIZE: &str = "offset";
    /// `first`.
    pub const FIRST: &str = "start";
    /// Start of a period.
    pub const FROM_DATE: &str = "startDate";
    /// End of a period.
    pub const TO_DATE: &str = "endDate";

    /// `login` of a new sub-account.
    pub const NEW_LOGIN: &str = "newPseudo";
    /// `password` of a new sub-account.
    pub const NEW_PASSWORD: &str = "newPass";
    /// `login` of the sub-account to delete.
    pub const LOGIN_TO_DELETE: &str = "pseudoToDelete";
    /// `login` of the account that receives credits.
    pub const TARGET_LOGIN: &str = "targetPseudo";
    /// Number of credits to transfer.
    pub const CREDIT_AMOUNT: &str = "creditAmount";
    /// `transaction_reference`.
    pub const TRANSACTION_REFERENCE: &str = "reference";

    /// `last_name`.
    pub const LAST_NAME: &str = "nom";
    /// `first_name`.
    pub const FIRST_NAME: &str = "prenom";
    /// `company`.
    pub const COMPANY: &str = "societe";
    /// `address`.
    pub const ADDRESS: &str = "adresse";
    /// `city`.
    pub const CITY: &str = "ville";
    /// `postal_code`.
    pub const POSTAL_CODE: &str = "codePostal";
    /// `mobile`.
    pub const MOBILE: &str = "mobile";
    /// `phone`.
    pub const PHONE: &str = "telephone";
    /// `fax`.
    pub const FAX: &str = "fax";
    /// `email`.
    pub const EMAIL: &str = "email";
    /// `birth_date`.
    pub const BIRTH_DATE: &str = "date";
    /// `groups`.
    pub const GROUPS: &str = "groupes";
    /// `note`.
    pub const NOTE: &str = "other";

    /// `received_at` of a callback.
    pub const RECEIVED_AT: &str = "date_reception";
    /// `status` of a delivery receipt.
    pub const STATUS: &str = "statut";
    /// `network`: mobile country and network code, as text.
    pub const NETWORK: &str = "mcc_mnc";
    /// `cost` of a delivery receipt (later editions).
    pub const COST: &str = "cost";

    /// `id` of a created key.
    pub const KEY_ID: &str = "id";
    /// `creation_date` of a created key.
    pub const KEY_CREATION_DATE: &str = "creationDate";
    /// `state` of a created key.
    pub const KEY_STATE: &str = "state";
    /// `expiration` of a created key.
    pub const KEY_EXPIRATION: &str = "expiration";
    /// `account` of a created key.
    pub const KEY_ACCOUNT: &str = "account";
}

/// Our name of a parameter, for messages to people.
pub(crate) fn our_name(parameter: &'static str) -> &'static str {
    match parameter {
        param::API_KEY => "api_key",
        param::LOGIN | param::NEW_LOGIN | param::TARGET_LOGIN | param::LOGIN_TO_DELETE => "login",
        param::PASSWORD | param::NEW_PASSWORD => "password",
        param::TEXT => "text",
        param::GROUP => "group",
        param::GROUPS => "groups",
        param::CLIENT_REFERENCE => "reference",
        param::TRANSACTION_REFERENCE => "transaction_reference",
        param::SENDER => "sender",
        param::DELIVERY_URL => "delivery_url",
        param::REPLY_URL => "reply_url",
        param::LAST_NAME => "last_name",
        param::FIRST_NAME => "first_name",
        param::COMPANY => "company",
        param::ADDRESS => "address",
        param::CITY => "city",
        param::POSTAL_CODE => "postal_code",
        param::NOTE => "note",
        other => other,
    }
}

/// Values of parameters.
pub mod value {
    /// An ordinary message.
    pub const CLASS_STANDARD: &str = "2";
    /// A message that can be answered.
    pub const CLASS_REPLIES: &str = "4";
    /// A Unicode message.
    pub const CLASS_UNICODE: &str = "9";
    /// STOP text only where it costs no further segment.
    pub const OPT_OUT_IF_FREE: &str = "1";
    /// STOP text always.
    pub const OPT_OUT_ALWAYS: &str = "2";
    /// Content type of a batch file.
    pub const BATCH_CONTENT_TYPE: &str = "text/csv";
}
