package dev.limbeck.service.http;

import dev.limbeck.contract.json.ContractJson;
import java.time.Duration;

/** A request that is not let in, as problem details of RFC 9457. */
record NotAdmitted(String type, String title, int status, String detail) {
    static final String MEDIA_TYPE = "application/problem+json";
    private static final int MOST_QUOTED = 100;

    private static NotAdmitted of(String kind, String title, int status, String detail) {
        return new NotAdmitted("urn:limbeck:problem:" + kind, title, status, detail);
    }

    static NotAdmitted unknownHost(String host) {
        return of(
                "unknown-host",
                "This server is not known by that name",
                421,
                "the request is for host '%s'; allowed are addresses, localhost and the names in limbeck.http.hosts"
                        .formatted(quoted(host)));
    }

    static NotAdmitted crossSite(String origin) {
        return of(
                "cross-site",
                "Changes are made from this site only",
                403,
                "the request comes from a page of %s".formatted(quoted(origin)));
    }

    static NotAdmitted tooSlow(Duration longest) {
        return of(
                "too-slow",
                "The request was not sent in time",
                408,
                "the body was not complete after %d s".formatted(longest.toSeconds()));
    }

    private static String quoted(String text) {
        return text.length() <= MOST_QUOTED ? text : text.substring(0, MOST_QUOTED) + "…";
    }

    byte[] json() {
        return ContractJson.write(this);
    }
}
