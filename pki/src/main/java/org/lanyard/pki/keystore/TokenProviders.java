package org.lanyard.pki.keystore;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.security.InvalidParameterException;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.HashMap;
import java.util.Map;
import org.lanyard.pki.PkiException;
import org.lanyard.pki.PkiReason;

/**
 * SunPKCS11 for the token of a label. The provider is told a slot's place in the library's list, which moves when a token
 * is added; what stays is the label, so each slot is looked at until it fits. The JDK knows the label and does not tell
 * it: the program is started with the two packages opened that hold it.
 */
final class TokenProviders {
    private static final int MOST_SLOTS = 64;
    private static final Map<String, Provider> OPENED = new HashMap<>();

    /** Made in the token, kept there, never given out, not even wrapped. */
    private static final String ATTRIBUTES = """
            attributes(generate, CKO_PRIVATE_KEY, CKK_EC) = {
              CKA_TOKEN = true
              CKA_PRIVATE = true
              CKA_SENSITIVE = true
              CKA_EXTRACTABLE = false
              CKA_SIGN = true
            }
            """;

    private TokenProviders() {}

    static synchronized Provider of(Path library, String label) throws PkiException {
        String key = library + "\n" + label;
        Provider known = OPENED.get(key);
        if (known == null) {
            known = find(library, label);
            // At the end: only what nobody else can do goes to the token.
            Security.addProvider(known);
            OPENED.put(key, known);
        }
        return known;
    }

    private static Provider find(Path library, String label) throws PkiException {
        for (int slot = 0; slot < MOST_SLOTS; slot++) {
            Provider provider;
            try {
                provider = configured(library, slot);
            } catch (InvalidParameterException e) {
                break; // There is no such slot: that was all of them.
            } catch (ProviderException e) {
                continue; // A slot without a token, or with one that was never given a label.
            }
            if (label.equals(labelOf(provider))) {
                return provider;
            }
        }
        throw new PkiException(PkiReason.TOKEN_UNUSABLE, "no token of " + library + " is called " + label);
    }

    private static Provider configured(Path library, int slot) {
        Provider base = Security.getProvider("SunPKCS11");
        if (base == null) {
            throw new InvalidParameterException("this JDK has no SunPKCS11");
        }
        String configuration = "--name = Lanyard" + OPENED.size() + "x" + slot + "\nlibrary = \"" + library
                + "\"\nslotListIndex = " + slot + "\n" + ATTRIBUTES;
        return base.configure(configuration);
    }

    private static String labelOf(Provider provider) throws PkiException {
        try {
            Object token = read(provider, "token");
            return token == null ? "" : new String((char[]) read(read(token, "tokenInfo"), "label")).strip();
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new PkiException(
                    PkiReason.TOKEN_UNUSABLE,
                    "start Java with --add-opens jdk.crypto.cryptoki/sun.security.pkcs11=ALL-UNNAMED and the same of"
                            + " sun.security.pkcs11.wrapper",
                    e);
        }
    }

    private static Object read(Object object, String field) throws ReflectiveOperationException {
        Field found = object.getClass().getDeclaredField(field);
        found.setAccessible(true);
        return found.get(object);
    }
}
