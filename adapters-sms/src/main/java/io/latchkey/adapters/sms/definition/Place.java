package io.latchkey.adapters.sms.definition;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A place in a definition file.
 *
 * @param key its name in messages, such as {@code request.url}
 */
public record Place(String file, Node node, String key) {
    private static final int LONGEST_FILE = 64 * 1024;
    private static final int DEEPEST = 20;
    /** A text that is to be written as a number of JSON, not as a string. */
    public static final String NUMBER = "!number";
    /** A text that is to be written as a truth value of JSON, not as a string. */
    public static final String BOOLEAN = "!boolean";

    private static final List<String> TYPES = List.of(NUMBER, BOOLEAN);

    public Place {
        if (node.getAnchor() != null) {
            throw new InvalidDefinitionException(
                    file, node.getStartMark().getLine() + 1, key, "has an anchor, and anchors are not taken");
        }
        String tag = node.getTag().getValue();
        if (!tag.startsWith(Tag.PREFIX) && !TYPES.contains(tag)) {
            throw new InvalidDefinitionException(
                    file,
                    node.getStartMark().getLine() + 1,
                    key,
                    "has the tag " + tag + "; known are " + String.join(" and ", TYPES));
        }
    }

    /**
     * The place of a whole file.
     *
     * @param file its name in messages
     * @throws InvalidDefinitionException when the text is not YAML
     */
    public static Place root(String file, String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LONGEST_FILE);
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(0);
        Node node;
        try {
            node = new Yaml(new SafeConstructor(options)).compose(new StringReader(yaml));
        } catch (MarkedYAMLException malformed) {
            int line = malformed.getProblemMark() == null
                    ? 1
                    : malformed.getProblemMark().getLine() + 1;
            throw new InvalidDefinitionException(file, line, "", "is no YAML: " + malformed.getProblem());
        } catch (YAMLException malformed) {
            throw new InvalidDefinitionException(file, 1, "", "is no YAML: " + malformed.getMessage());
        }
        if (node == null) {
            throw new InvalidDefinitionException(file, 1, "", "is empty");
        }
        return new Place(file, node, "");
    }

    /** @param reason a phrase that follows the name of the key */
    public InvalidDefinitionException refuse(String reason) {
        return new InvalidDefinitionException(file, node.getStartMark().getLine() + 1, key, reason);
    }

    /** @throws InvalidDefinitionException with the reason when the condition does not hold */
    public void require(boolean holds, String reason) {
        if (!holds) {
            throw refuse(reason);
        }
    }

    /** Reads the text with this reader. Refuses this place with the reader's reason when the reader refuses. */
    public <T> T read(Function<String, T> reader) {
        String text = text();
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException bad) {
            throw refuse(String.valueOf(bad.getMessage()));
        }
    }

    public boolean isMap() {
        return node instanceof MappingNode;
    }

    public boolean isList() {
        return node instanceof SequenceNode;
    }

    /** Whether the value is a text, rather than a number or a truth value. */
    public boolean isString() {
        return node.getTag().equals(Tag.STR);
    }

    /** The tag before the value, {@link #NUMBER} or {@link #BOOLEAN}; empty when there is none. */
    public Optional<String> type() {
        return Optional.of(node.getTag().getValue()).filter(TYPES::contains);
    }

    /** The text of a value with a {@linkplain #type tag}, without the tag. */
    public Place untyped() {
        if (node instanceof ScalarNode scalar) {
            return new Place(
                    file,
                    new ScalarNode(
                            Tag.STR,
                            scalar.getValue(),
                            scalar.getStartMark(),
                            scalar.getEndMark(),
                            scalar.getScalarStyle()),
                    key);
        }
        throw refuse("must be a text after its tag");
    }

    public String text() {
        type().ifPresent(tag -> {
            throw refuse("must have no tag: " + tag + " is for members of request.json");
        });
        if (node instanceof ScalarNode scalar && !node.getTag().equals(Tag.NULL)) {
            return scalar.getValue();
        }
        throw refuse("must be a text; a placeholder needs quotes around it");
    }

    /** The elements of a list; for anything else, this place alone. */
    public List<Place> oneOrMore() {
        if (!(node instanceof SequenceNode sequence)) {
            return List.of(this);
        }
        List<Place> parts = new ArrayList<>();
        for (Node part : sequence.getValue()) {
            parts.add(new Place(file, part, key + "[" + parts.size() + "]"));
        }
        if (parts.isEmpty()) {
            throw refuse("must not be empty");
        }
        return parts;
    }

    public List<String> texts() {
        return oneOrMore().stream().map(Place::text).toList();
    }

    /** The name of one member, as a place. */
    public Place named(String member) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                Place name = new Place(file, tuple.getKeyNode(), key);
                if (name.text().equals(member)) {
                    return name;
                }
            }
        }
        throw new IllegalArgumentException("no member " + member);
    }

    /** The members by name, in file order. */
    public Map<String, Place> members() {
        if (!(node instanceof MappingNode mapping)) {
            throw refuse("must be a mapping");
        }
        Map<String, Place> members = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Place name = new Place(file, tuple.getKeyNode(), key);
            String text = name.text();
            Place member = new Place(file, tuple.getValueNode(), key.isEmpty() ? text : key + "." + text);
            if (members.putIfAbsent(text, member) != null) {
                throw new InvalidDefinitionException(file, line(tuple), member.key(), "is there twice");
            }
        }
        return members;
    }

    private static int line(NodeTuple tuple) {
        return tuple.getKeyNode().getStartMark().getLine() + 1;
    }

    /** The members, after checking that all their names are known. */
    public Section section(Set<String> known) {
        Map<String, Place> members = members();
        List<InvalidDefinitionException> unknown = unknown(known);
        if (!unknown.isEmpty()) {
            throw InvalidDefinitionException.ofAll(unknown);
        }
        return new Section(this, members);
    }

    /** A refusal of each member whose name is not known. */
    List<InvalidDefinitionException> unknown(Set<String> known) {
        List<InvalidDefinitionException> refusals = new ArrayList<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                String name = ((ScalarNode) tuple.getKeyNode()).getValue();
                if (!known.contains(name)) {
                    refusals.add(new InvalidDefinitionException(
                            file,
                            line(tuple),
                            key.isEmpty() ? name : key + "." + name,
                            "is no key known here; known are "
                                    + known.stream().sorted().collect(Collectors.joining(", "))));
                }
            }
        }
        return refusals;
    }

    /** A mapping whose keys are all known, or have been refused. */
    public record Section(Place place, Map<String, Place> members) {
        public Optional<Place> find(String name) {
            return Optional.ofNullable(members.get(name));
        }

        public Place get(String name) {
            return find(name).orElseThrow(() -> place.refuse("must have the key " + name));
        }

        public boolean has(String name) {
            return members.containsKey(name);
        }
    }
}
