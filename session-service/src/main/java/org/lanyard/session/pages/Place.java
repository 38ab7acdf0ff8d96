package org.lanyard.session.pages;

import java.util.List;

/** Where somebody is at school; each list by name, and empty where it is not known. */
public record Place(List<String> schools, List<String> classes) {
    public Place {
        schools = List.copyOf(schools);
        classes = List.copyOf(classes);
    }
}
