package org.lanyard.dist.e2e;

/**
 * What an invited person has in hand.
 *
 * @param link with the code in its fragment
 * @param second told by another way; empty for an invitation that was made in person
 */
record Invited(String link, String second) {
    String code() {
        return link.substring(link.indexOf('#') + 1);
    }
}
