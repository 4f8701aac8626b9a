import io.swagger.parser.OpenAPIParser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.List;
import org.openapitools.codegen.ClientOptInput;
import org.openapitools.codegen.DefaultGenerator;
import org.openapitools.codegen.config.CodegenConfigurator;
import org.openapitools.codegen.validation.ValidationResult;
import org.openapitools.codegen.validations.oas.OpenApiEvaluator;
import org.openapitools.codegen.validations.oas.RuleConfiguration;

/**
 * Reads OpenAPI documents as openapi-generator does and prints each error and warning, then generates a Java client of
 * the first one. The first argument is the folder of the client, the others are the documents. It runs on the class path
 * of openapi-generator-cli.
 */
public final class Generate {
    private Generate() {}

    public static void main(String[] arguments) {
        List<String> documents = List.of(arguments).subList(1, arguments.length);
        documents.forEach(Generate::validate);
        CodegenConfigurator wanted = new CodegenConfigurator()
                .setGeneratorName("java")
                .setLibrary("native")
                .setInputSpec(documents.get(0))
                .setOutputDir(arguments[0])
                .setApiPackage("client.api")
                .setModelPackage("client.model")
                .setInvokerPackage("client");
        wanted.addAdditionalProperty("openApiNullable", false);
        wanted.addAdditionalProperty("useJakartaEe", true);
        wanted.addAdditionalProperty("hideGenerationTimestamp", true);
        wanted.addGlobalProperty("apis", "");
        wanted.addGlobalProperty("models", "");
        wanted.addGlobalProperty("supportingFiles", "");
        wanted.addGlobalProperty("apiTests", "false");
        wanted.addGlobalProperty("modelTests", "false");
        wanted.addGlobalProperty("apiDocs", "false");
        wanted.addGlobalProperty("modelDocs", "false");
        ClientOptInput input = wanted.toClientOptInput();
        new DefaultGenerator().opts(input).generate();
    }

    private static void validate(String document) {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        SwaggerParseResult parsed = new OpenAPIParser().readLocation(document, null, options);
        parsed.getMessages().forEach(message -> System.out.println("error: " + document + ": " + message));
        RuleConfiguration rules = new RuleConfiguration();
        rules.setEnableRecommendations(true);
        ValidationResult result = new OpenApiEvaluator(rules).validate(parsed.getOpenAPI());
        result.getErrors().forEach(found -> System.out.println("error: " + document + ": " + found.getMessage()));
        result.getWarnings().forEach(found -> System.out.println("warning: " + document + ": " + found.getMessage()));
        System.out.println("read: " + document);
    }
}
