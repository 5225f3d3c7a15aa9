import java.io.File;
import java.util.stream.Collectors;
import org.gradle.api.Project;
import org.gradle.api.artifacts.Configuration;
import org.gradle.api.attributes.AttributeContainer;
import org.gradle.api.attributes.Category;
import org.gradle.api.attributes.Usage;
import org.gradle.api.attributes.java.TargetJvmEnvironment;
import org.gradle.testfixtures.ProjectBuilder;

/**
 * Prints which files Gradle takes for a project on the JVM, and for one on Android. The arguments are a folder of Gradle's
 * own, a repository, and what is to be resolved.
 */
public class Resolve {
    public static void main(String[] arguments) {
        File home = new File(arguments[0]);
        File directory = new File(home, "project");
        directory.mkdirs();
        Project project = ProjectBuilder.builder().withGradleUserHomeDir(home).withProjectDir(directory).build();
        // It brings the rules by which attributes are compared.
        project.getPluginManager().apply("java-library");
        project.getRepositories().maven(repository -> repository.setUrl(arguments[1]));
        project.getRepositories().mavenCentral();
        project.getRepositories().google();
        for (String environment : new String[] {TargetJvmEnvironment.STANDARD_JVM, TargetJvmEnvironment.ANDROID}) {
            for (String usage : new String[] {Usage.JAVA_API, Usage.JAVA_RUNTIME}) {
                Configuration configuration = project.getConfigurations().create(environment + "-" + usage);
                ask(project, configuration.getAttributes(), environment, usage);
                project.getDependencies().add(configuration.getName(), arguments[2]);
                String files = configuration.resolve().stream().map(File::getName).collect(Collectors.joining(" "));
                System.out.println(environment + " " + usage + ": " + files);
            }
        }
        // Gradle's threads stay.
        System.exit(0);
    }

    private static void ask(Project project, AttributeContainer attributes, String environment, String usage) {
        attributes.attribute(
                TargetJvmEnvironment.TARGET_JVM_ENVIRONMENT_ATTRIBUTE,
                project.getObjects().named(TargetJvmEnvironment.class, environment));
        attributes.attribute(Usage.USAGE_ATTRIBUTE, project.getObjects().named(Usage.class, usage));
        attributes.attribute(
                Category.CATEGORY_ATTRIBUTE, project.getObjects().named(Category.class, Category.LIBRARY));
    }
}
