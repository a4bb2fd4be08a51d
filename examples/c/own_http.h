/* An HTTP stack of one's own, here libcurl: it carries what the library built, and brings the answer back. */

#define _POSIX_C_SOURCE 200809L
#include <stdlib.h>

#include <curl/curl.h>
#include <smsmode.h>

static CURL *prepared(const smsmode_request *request, struct curl_slist **headers, FILE *received)
{
    CURL *curl = curl_easy_init();
    size_t length, index, count = smsmode_request_header_count(request);
    const uint8_t *body = smsmode_request_body(request, &length);
    char line[200];
    curl_easy_setopt(curl, CURLOPT_URL, smsmode_request_url(request, NULL));
    if (body != NULL) {
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)length);
    }
    for (index = 0; index < count; index++) {
        snprintf(line, sizeof line, "%s: %s", smsmode_request_header_name(request, index, NULL),
                 smsmode_request_header_value(request, index, NULL));
        *headers = curl_slist_append(*headers, line);
    }
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, *headers);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, received);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, 30L);
    return curl;
}

/* The answer; NULL without one, and then *begun says whether anything was sent. */
static smsmode_response *carry(const smsmode_request *request, long *begun)
{
    char *body = NULL;
    size_t length = 0;
    long status = 0;
    curl_off_t announced = 0;
    struct curl_slist *headers = NULL;
    smsmode_response *response = NULL;
    FILE *received = open_memstream(&body, &length);
    CURL *curl = prepared(request, &headers, received);
    const CURLcode failed = curl_easy_perform(curl);
    fclose(received);
    curl_easy_getinfo(curl, CURLINFO_REQUEST_SIZE, begun);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(curl, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &announced);
    /* 0 is no HTTP status: there is no response then. */
    smsmode_response_new((int32_t)status, (const uint8_t *)body, length, &response, NULL);
    if (response != NULL && (failed || announced < 0)) {
        const int32_t ending = failed ? SMSMODE_ENDING_CUT : SMSMODE_ENDING_UNMARKED;
        smsmode_response_set_ending(response, ending, NULL);
    }
    curl_slist_free_all(headers);
    curl_easy_cleanup(curl);
    free(body);
    return response;
}
