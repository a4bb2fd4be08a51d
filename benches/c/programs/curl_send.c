/* What a program does that sends by hand with libcurl: it encodes the fields, posts them over a connection
 * that is kept, within a time limit, and looks at the code and the identifier of the answer. */
#include <curl/curl.h>
#include <string.h>

#include "windows.h"

struct work {
    CURL *curl;
    const char *address, *key, *to, *text;
};

struct answer {
    char bytes[256];
    size_t length;
};

static size_t take(char *bytes, size_t size, size_t count, void *into)
{
    struct answer *answer = (struct answer *)into;
    const size_t length = size * count;
    if (length >= sizeof answer->bytes - answer->length)
        return 0;
    memcpy(answer->bytes + answer->length, bytes, length);
    answer->length += length;
    answer->bytes[answer->length] = '\0';
    return length;
}

/* As libcurl would like its callers to: a copy of each field, in its own memory. */
static void write_body(const struct work *work, char *body, size_t size)
{
    char *key = curl_easy_escape(work->curl, work->key, 0);
    char *to = curl_easy_escape(work->curl, work->to, 0);
    char *text = curl_easy_escape(work->curl, work->text, 0);
    if (key == NULL || to == NULL || text == NULL)
        fail("no memory");
    snprintf(body, size, "accessToken=%s&message=%s&numero=%s", key, text, to);
    curl_free(key);
    curl_free(to);
    curl_free(text);
}

static void send_one(void *with)
{
    const struct work *work = (const struct work *)with;
    struct answer answer = {{0}, 0};
    char body[1024], id[64];
    long status = 0, code = -1;
    write_body(work, body, sizeof body);
    curl_easy_setopt(work->curl, CURLOPT_URL, work->address);
    curl_easy_setopt(work->curl, CURLOPT_POSTFIELDS, body);
    curl_easy_setopt(work->curl, CURLOPT_TIMEOUT_MS, 30000L);
    curl_easy_setopt(work->curl, CURLOPT_CONNECTTIMEOUT_MS, 10000L);
    curl_easy_setopt(work->curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(work->curl, CURLOPT_WRITEDATA, &answer);
    if (curl_easy_perform(work->curl) != CURLE_OK)
        fail("nobody knows what became of the message");
    curl_easy_getinfo(work->curl, CURLINFO_RESPONSE_CODE, &status);
    if (status != 200 || sscanf(answer.bytes, "%ld | %*[^|]| %63s", &code, id) != 2 || code != 0)
        fail("the message was not accepted");
}

int main(int count, char **arguments)
{
    struct work work = {NULL, NULL, NULL, NULL, NULL};
    char address[256];
    if (count != 5)
        fail("usage: curl_send ADDRESS KEY NUMBER TEXT");
    snprintf(address, sizeof address, "%s/http/1.6/sendSMS.do", arguments[1]);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    work.curl = curl_easy_init();
    work.address = address;
    work.key = arguments[2];
    work.to = arguments[3];
    work.text = arguments[4];
    measure(send_one, &work);
    curl_easy_cleanup(work.curl);
    curl_global_cleanup();
    return 0;
}
