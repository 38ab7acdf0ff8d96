package org.lanyard.dist.invite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.lanyard.dist.office.SecretFile;
import org.lanyard.pki.http.Json;

/**
 * What a run has made and not printed yet, in a folder that its owner alone may look into: the store has the codes as hashes, so a
 * run that is killed would leave invitations behind whose codes nobody has. A draft is written before its invitation is committed
 * and counts only where the store has that invitation. When all is printed, the folder is first renamed, then deleted: it is there as
 * a whole, or not at all.
 */
final class Drafts {
    private static final String JSON = ".json";

    private final Path folder;
    private final Path over;
    private final boolean resumed;

    private Drafts(Path folder, Path over, boolean resumed) {
        this.folder = folder;
        this.over = over;
        this.resumed = resumed;
    }

    /** Those beside what is to be printed. The folder is made with the first of them: that it is there means a run has begun. */
    static Drafts beside(Path letters) throws IOException {
        Path folder = letters.resolveSibling(letters.getFileName() + ".unfinished");
        Path over = letters.resolveSibling(letters.getFileName() + ".printed");
        delete(over);
        return new Drafts(folder, over, Files.isDirectory(folder));
    }

    /** Whether an earlier run was broken off. */
    boolean resumed() {
        return resumed;
    }

    void put(Draft draft) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        ObjectNode json = Json.object();
        json.put("invitation", draft.invitation().toString());
        json.put("person", draft.person().toString());
        json.put("name", draft.name());
        json.put("place", draft.place());
        json.put("school", draft.school());
        json.put("code", draft.code());
        json.put("link", draft.link().toString());
        json.put("before", draft.before().toString());
        draft.second().ifPresent(second -> json.put("second", second));
        SecretFile.write(folder.resolve(draft.invitation() + JSON), Json.bytes(json));
    }

    List<Draft> all() throws IOException {
        List<Draft> drafts = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return drafts;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(each -> each.toString().endsWith(JSON))
                    .sorted()
                    .toList()) {
                drafts.add(read(Json.mapper().readTree(Files.readAllBytes(file))));
            }
        }
        return drafts;
    }

    /** All is printed. */
    void done() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Files.move(folder, over, StandardCopyOption.ATOMIC_MOVE);
        delete(over);
    }

    private static Draft read(JsonNode json) {
        return new Draft(
                UUID.fromString(json.get("invitation").textValue()),
                UUID.fromString(json.get("person").textValue()),
                json.get("name").textValue(),
                json.get("place").textValue(),
                json.get("school").textValue(),
                json.get("code").textValue(),
                URI.create(json.get("link").textValue()),
                LocalDate.parse(json.get("before").textValue()),
                Optional.ofNullable(json.get("second")).map(JsonNode::textValue));
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
