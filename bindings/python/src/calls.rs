//! The calls of the service as methods, once for all the classes that have them.

pub(crate) mod prelude;

/// Gives a class a method for each call, and the methods that are its own. `$class::make` says what
/// it does with a call: make it, prepare it, or have it made later; `$class::account` for which account.
macro_rules! calls {
    ($class:ident { $($own:tt)* }) => {
        #[pyo3::pymethods]
        #[expect(clippy::too_many_arguments, reason = "the options of Python are the arguments of Rust")]
        impl $class {
            $($own)*

            /// Sends one text to people or to a contact group, now or later.
            ///
            /// Nothing is cut or lost: a text that the message cannot carry is refused before anything is sent.
            ///
            /// to: one number or an iterable of them, in any usual spelling; each once. group: a contact group, in place
            /// of to. text: a str of at most max_segments (1 to 5, 5 without) segments. sender: whom it seems to come
            /// from, 1 to 11 letters and digits. replies: whether it can be answered, which excludes a sender.
            /// at: an aware datetime, or smsmode.paris(…), to the minute; at once without. reference: one of your own, up
            /// to 40 characters. opt_out: "always" or "if_free", how a STOP mention is asked for. delivery_url,
            /// reply_url: what the service calls. mode: "exact", "smart" (characters that GSM lacks are replaced, as far
            /// as level and when say; see smart) or "unicode".
            /// Raises InvalidInputError, and nothing was sent; RefusedError; TransportError where it surely was not
            /// sent; OutcomeUnknownError where nobody knows, and it is not sent again.
            ///
            /// >>> client.send(to="0639980011", text="Bonjour", reference="order-12").message_id
            /// 'S7EpYZ5kmS87'
            #[pyo3(signature = (*, text, to=None, group=None, sender=None, replies=false, at=None, reference=None, max_segments=None, opt_out=None, delivery_url=None, reply_url=None, mode="exact", level="letters", when="makes_gsm"))]
            fn send<'py>(
                slf: &Bound<'py, Self>,
                text: Text,
                to: Option<Bound<'py, PyAny>>,
                group: Option<Text>,
                sender: Option<Text>,
                replies: bool,
                at: Option<When>,
                reference: Option<Text>,
                max_segments: Option<Number<u8>>,
                #[pyo3(from_py_with = optional_str_of)] opt_out: Option<&str>,
                delivery_url: Option<Text>,
                reply_url: Option<Text>,
                #[pyo3(from_py_with = str_of)] mode: &str,
                #[pyo3(from_py_with = str_of)] level: &str,
                #[pyo3(from_py_with = str_of)] when: &str,
            ) -> PyResult<Bound<'py, PyAny>> {
                let given = SendArguments {
                    to, group, text, sender, replies, at, reference, max_segments, opt_out,
                    delivery_url, reply_url, mode, level, when,
                };
                Self::make::<_, Accepted>(slf, order::send::sms(slf.py(), Self::account(slf), given)?)
            }

            /// Sends many messages in one call, each recipient with a text of their own.
            ///
            /// messages: an iterable of BatchMessage, or of tuples of a number and a text. One that cannot be sent is told
            /// of by its place, from 1, and then none is sent. There is no Unicode in a batch. The other options are
            /// those of send; a sender is for the messages that have none.
            /// Raises what send raises.
            ///
            /// >>> client.send_batch(messages=[("0639980011", "Bonjour"), ("0639980012", "Bonsoir")]).message_id
            /// 'S7EpYZ5kmS88'
            #[pyo3(signature = (*, messages, sender=None, replies=false, at=None, reference=None, max_segments=None, opt_out=None, delivery_url=None, mode="exact", level="letters", when="makes_gsm"))]
            fn send_batch<'py>(
                slf: &Bound<'py, Self>,
                messages: Rows,
                sender: Option<Text>,
                replies: bool,
                at: Option<When>,
                reference: Option<Text>,
                max_segments: Option<Number<u8>>,
                #[pyo3(from_py_with = optional_str_of)] opt_out: Option<&str>,
                delivery_url: Option<Text>,
                #[pyo3(from_py_with = str_of)] mode: &str,
                #[pyo3(from_py_with = str_of)] level: &str,
                #[pyo3(from_py_with = str_of)] when: &str,
            ) -> PyResult<Bound<'py, PyAny>> {
                let given = BatchArguments {
                    messages, sender, replies, at, reference, max_segments, opt_out, delivery_url,
                    mode, level, when,
                };
                Self::make::<_, Accepted>(slf, order::batch::batch(slf.py(), given)?)
            }

            /// Has a text of at most 160 characters read aloud on the phone, landlines included.
            ///
            /// to, at: as for send. title: what is said first. language: "fr-FR", "en-GB", "de-DE" or "es-ES".
            /// unlimited: whether the text may be longer; what the service does with more is not documented.
            /// Raises what send raises.
            ///
            /// >>> client.send_voice(to="0639980011", text="Votre commande est prête").message_id
            /// 'S7EpYZ5kmS89'
            #[pyo3(signature = (*, to, text, title=None, language=None, at=None, unlimited=false))]
            fn send_voice<'py>(
                slf: &Bound<'py, Self>,
                to: Bound<'py, PyAny>,
                text: Text,
                title: Option<Text>,
                #[pyo3(from_py_with = optional_str_of)] language: Option<&str>,
                at: Option<When>,
                unlimited: bool,
            ) -> PyResult<Bound<'py, PyAny>> {
                let given = VoiceArguments { to, text, title, language, at, unlimited };
                Self::make::<_, Accepted>(slf, order::send::voice(slf.py(), Self::account(slf), given)?)
            }

            /// The state of a message now, that of the whole campaign where it has several recipients.
            ///
            /// Raises RefusedError for an id that the service does not know.
            ///
            /// >>> client.status(accepted.message_id).status
            /// <MessageStatus.RECEIVED: 11>
            #[pyo3(signature = (message_id, /))]
            fn status<'py>(slf: &Bound<'py, Self>, message_id: Text) -> PyResult<Bound<'py, PyAny>> {
                Self::make::<_, CurrentStatus>(slf, order::lists::status(slf.py(), message_id)?)
            }

            /// What became of a message, recipient by recipient.
            ///
            /// Raises RefusedError for an id that the service does not know.
            ///
            /// >>> [one.status for one in client.report(accepted.message_id).recipients]
            /// [<MessageStatus.RECEIVED: 11>]
            #[pyo3(signature = (message_id, /))]
            fn report<'py>(slf: &Bound<'py, Self>, message_id: Text) -> PyResult<Bound<'py, PyAny>> {
                Self::make::<_, DeliveryReport>(slf, order::lists::report(slf.py(), message_id)?)
            }

            /// One page of the messages sent, the newest first; sent_messages() goes through all of them.
            ///
            /// first: how many of the newest are passed over. page_size: 1 to 10,000. Raises InvalidInputError for others.
            ///
            /// >>> [one.recipient for one in client.list_sent(first=0, page_size=1).messages]
            /// ['33639980011']
            #[pyo3(signature = (*, first=None, page_size=None))]
            fn list_sent<'py>(
                slf: &Bound<'py, Self>,
                first: Option<Number<u32>>,
                page_size: Option<Number<u32>>,
            ) -> PyResult<Bound<'py, PyAny>> {
                Self::make::<_, SentList>(slf, order::lists::sent(slf.py(), first, page_size)?)
            }

            /// One page of the replies received, the newest first, or those of a period; replies() goes through all.
            ///
            /// first: how many of the newest are passed over. page_size: 1 to 10,000. since, until: both, or none, as aware
            /// datetimes or smsmode.paris(…), to the minute. Raises InvalidInputError for a page and a period together.
            ///
            /// >>> period = client.list_replies(since=smsmode.paris(2027, 1, 1), until=smsmode.paris(2027, 2, 1))
            /// >>> [one.text for one in period.replies]
            /// ['STOP']
            #[pyo3(signature = (*, first=None, page_size=None, since=None, until=None))]
            fn list_replies<'py>(
                slf: &Bound<'py, Self>,
                first: Option<Number<u32>>,
                page_size: Option<Number<u32>>,
                since: Option<When>,
                until: Option<When>,
            ) -> PyResult<Bound<'py, PyAny>> {
                let (since, until) = (since.as_ref(), until.as_ref());
                let list = order::lists::replies(slf.py(), first, page_size, since, until)?;
                Self::make::<_, ReplyList>(slf, list)
            }

            /// Deletes a message, scheduled or sent.
            ///
            /// Raises RefusedError for an id that the service does not know.
            ///
            /// >>> client.delete(accepted.message_id)
            /// Acknowledged(description='***')
            #[pyo3(signature = (message_id, /))]
            fn delete<'py>(slf: &Bound<'py, Self>, message_id: Text) -> PyResult<Bound<'py, PyAny>> {
                Self::make::<_, Acknowledged>(slf, order::lists::deletion(slf.py(), message_id)?)
            }

            /// Deletes the most recent message to a number. Twice would delete two.
            ///
            /// Raises OutcomeUnknownError where nobody knows whether it was done.
            ///
            /// >>> client.delete_most_recent(to="0639980011")
            /// Acknowledged(description='***')
            #[pyo3(signature = (*, to))]
            fn delete_most_recent<'py>(slf: &Bound<'py, Self>, to: Text) -> PyResult<Bound<'py, PyAny>> {
                let delete = order::lists::deletion_of_most_recent(slf.py(), &to)?;
                Self::make::<_, Acknowledged>(slf, delete)
            }

            /// The balance of the account, in credits.
            ///
            /// >>> client.balance().credits
            /// Decimal('212.5')
            fn balance<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
                Self::make::<_, Balance>(slf, GetBalance::new())
            }

            /// Transfers whole credits to another account.
            ///
            /// to: its login. credits: an int, or a Decimal without a fraction, at least 1; a float is a TypeError.
            /// transaction_reference: one of your own.
            /// Raises InvalidInputError; InsufficientCreditError; OutcomeUnknownError where nobody knows whether it was done.
            ///
            /// >>> client.transfer_credits(to="shop", credits=100)
            /// Acknowledged(description='***')
            #[pyo3(signature = (*, to, credits, transaction_reference=None))]
            fn transfer_credits<'py>(
                slf: &Bound<'py, Self>,
                to: Text,
                credits: Amount,
                transaction_reference: Option<Text>,
            ) -> PyResult<Bound<'py, PyAny>> {
                let transfer =
                    order::account::transfer(slf.py(), to, &credits, transaction_reference)?;
                Self::make::<_, Acknowledged>(slf, transfer)
            }

            /// Creates an account below this one.
            ///
            /// login: up to 50 characters. mobile, phone, fax: numbers in any usual spelling. birth_date: a datetime.date.
            /// What else it has is text.
            /// Raises InvalidInputError; RefusedError for a login that exists; OutcomeUnknownError where nobody knows.
            ///
            /// >>> client.create_sub_account(login="shop", password="secret-12", city="Marseille")
            /// Acknowledged(description='***')
            #[pyo3(signature = (*, login, password, transaction_reference=None, last_name=None, first_name=None, company=None, address=None, city=None, postal_code=None, email=None, mobile=None, phone=None, fax=None, birth_date=None))]
            fn create_sub_account<'py>(
                slf: &Bound<'py, Self>,
                login: Text,
                password: Text,
                transaction_reference: Option<Text>,
                last_name: Option<Text>,
                first_name: Option<Text>,
                company: Option<Text>,
                address: Option<Text>,
                city: Option<Text>,
                postal_code: Option<Text>,
                email: Option<Text>,
                mobile: Option<Text>,
                phone: Option<Text>,
                fax: Option<Text>,
                birth_date: Option<Day>,
            ) -> PyResult<Bound<'py, PyAny>> {
                let given = SubAccountArguments {
                    login, password, transaction_reference, last_name, first_name, company, address,
                    city, postal_code, email, mobile, phone, fax, birth_date,
                };
                Self::make::<_, Acknowledged>(slf, order::account::sub_account(slf.py(), given)?)
            }

            /// Deletes an account below this one.
            ///
            /// Raises RefusedError for a login that there is not; OutcomeUnknownError where nobody knows.
            ///
            /// >>> client.delete_sub_account(login="shop")
            /// Acknowledged(description='***')
            #[pyo3(signature = (*, login))]
            fn delete_sub_account<'py>(slf: &Bound<'py, Self>, login: Text) -> PyResult<Bound<'py, PyAny>> {
                Self::make::<_, Acknowledged>(slf, order::account::deletion(slf.py(), login)?)
            }

            /// Adds a person to the address book, and to groups, which are made where there are none.
            ///
            /// mobile: a number in any usual spelling. groups: one name or an iterable of them. birth_date: a datetime.date.
            /// Raises InvalidInputError; OutcomeUnknownError where nobody knows whether it was done.
            ///
            /// >>> client.add_contact(last_name="Dupond", mobile="0639980011", groups=["Paris"])
            /// Acknowledged(description='***')
            #[pyo3(signature = (*, last_name, mobile, first_name=None, groups=None, company=None, note=None, birth_date=None))]
            fn add_contact<'py>(
                slf: &Bound<'py, Self>,
                last_name: Text,
                mobile: Text,
                first_name: Option<Text>,
                groups: Option<Texts>,
                company: Option<Text>,
                note: Option<Text>,
                birth_date: Option<Day>,
            ) -> PyResult<Bound<'py, PyAny>> {
                let given = ContactArguments {
                    last_name, mobile, first_name, groups, company, note, birth_date,
                };
                Self::make::<_, Acknowledged>(slf, order::account::contact(slf.py(), given)?)
            }

            /// Creates a further API key of the account.
            ///
            /// Raises OutcomeUnknownError where nobody knows whether there is one more.
            ///
            /// >>> client.create_api_key().api_key
            /// '…'
            fn create_api_key<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
                Self::make::<_, CreatedApiKey>(slf, CreateApiKey::new())
            }
        }
    };
}

pub(crate) use calls;
