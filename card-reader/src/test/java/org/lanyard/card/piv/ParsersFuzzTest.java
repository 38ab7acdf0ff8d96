package org.lanyard.card.piv;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/** The same promise as {@link AnyBytesTest}, by a fuzzer: {@code JAZZER_FUZZ=1 mvn test -Dtest=ParsersFuzzTest}. */
@Tag("fuzz")
class ParsersFuzzTest {
    @FuzzTest(maxDuration = "2m")
    void nothingButCardException(byte[] bytes) {
        ParserCorpus.tryAll(bytes);
    }
}
