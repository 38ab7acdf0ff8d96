package org.lanyard.pki.assertion;

/**
 * One rule: looks at one subject and refuses, or does nothing. Rules are pure and stateless; what one found is never
 * handed to the next behind its back.
 *
 * @param <S> what is judged
 */
@FunctionalInterface
interface Rule<S> {
    void check(S subject) throws AssertionException;
}
