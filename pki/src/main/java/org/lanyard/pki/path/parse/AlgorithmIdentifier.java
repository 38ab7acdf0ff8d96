package org.lanyard.pki.path.parse;

import java.util.Arrays;
import java.util.Optional;

/**
 * RFC 5280 §4.1.1.2: an algorithm and its parameters.
 *
 * @param parameters the whole value, or null where there is none
 */
public record AlgorithmIdentifier(String oid, byte[] parameters) {
    private static final byte[] NULL = {Der.NULL, 0};

    public AlgorithmIdentifier {
        parameters = parameters == null ? null : parameters.clone();
    }

    static AlgorithmIdentifier read(Der from) throws PathException {
        Der sequence = from.open(Der.SEQUENCE);
        String oid = sequence.oid(Der.OID);
        byte[] parameters = sequence.isEmpty() ? null : sequence.any();
        sequence.end();
        return new AlgorithmIdentifier(oid, parameters);
    }

    @Override
    public byte[] parameters() {
        return parameters == null ? null : parameters.clone();
    }

    /** Whether there are no parameters. */
    public boolean isBare() {
        return parameters == null;
    }

    /** Whether the parameters are NULL. */
    public boolean hasNull() {
        return Arrays.equals(parameters, NULL);
    }

    /** The object identifier that the parameters are, such as a named curve; empty where they are something else. */
    public Optional<String> named() throws PathException {
        if (parameters == null || parameters[0] != Der.OID) {
            return Optional.empty();
        }
        return Optional.of(Der.of(parameters, parameters.length).oid(Der.OID));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AlgorithmIdentifier algorithm
                && oid.equals(algorithm.oid)
                && Arrays.equals(parameters, algorithm.parameters);
    }

    @Override
    public int hashCode() {
        return 31 * oid.hashCode() + Arrays.hashCode(parameters);
    }

    @Override
    public String toString() {
        return oid;
    }
}
