package org.lanyard.vectors;

import java.nio.file.Path;

/**
 * Makes one file of vectors. A module brings one for each of its files, in its test sources, and a {@code
 * …VectorsTest} that hands it to {@link #wrote}.
 *
 * <p>One command makes all files anew: run all {@code *VectorsTest} with {@code -Dlanyard.vectors.write=true}, then
 * once more without.
 */
public interface VectorGenerator {
    /** Set to {@code true} where the files should be made anew. */
    String WRITE = "lanyard.vectors.write";

    /** The file's name, one of the constants of {@link Vectors}. */
    String fileName();

    /** Makes one of the records of this package, with new keys. */
    Object generate() throws Exception;

    /**
     * Writes the file if that is asked for.
     *
     * @return whether it was written; the class path then still has the old one, so there is nothing to check in this
     *     run
     */
    static boolean wrote(VectorGenerator generator) throws Exception {
        if (!Boolean.getBoolean(WRITE)) {
            return false;
        }
        Path root = Path.of(System.getProperty("lanyard.root"));
        Vectors.write(
                generator.generate(),
                root.resolve("test-vectors/src/main/resources/org/lanyard/vectors")
                        .resolve(generator.fileName()));
        return true;
    }
}
