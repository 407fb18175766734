package dev.patchbay.console.integrations;

import dev.patchbay.api.admin.AdminRequest;
import dev.patchbay.console.json.Json;
import dev.patchbay.console.page.Field;
import dev.patchbay.console.page.Field.Kind;
import dev.patchbay.console.web.Form;
import dev.patchbay.console.web.Outcome;
import dev.patchbay.console.web.Problem;
import dev.patchbay.console.web.Reply;
import dev.patchbay.console.web.Router;
import dev.patchbay.console.web.Visit;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Files of the deploy folder: upload one, and stop, start or remove one after a page that says what it affects. */
public final class DeploymentPages {
    private static final String API = "/deployment/";
    private static final String FILE = "file";
    private static final String NAME = "name";
    private static final Pattern GOOD_NAME = Pattern.compile("[A-Za-z0-9._-]+\\.jar");

    void addTo(Router router) {
        router.get("/integrations/upload", this::askUpload)
                .post("/integrations/upload", this::upload)
                .get("/integrations/files/{file}", this::show)
                .get("/integrations/files/{file}/stop", visit -> ask(visit, Step.STOP))
                .post("/integrations/files/{file}/stop", visit -> take(visit, Step.STOP))
                .get("/integrations/files/{file}/start", visit -> ask(visit, Step.START))
                .post("/integrations/files/{file}/start", visit -> take(visit, Step.START))
                .get("/integrations/files/{file}/remove", visit -> ask(visit, Step.REMOVE))
                .post("/integrations/files/{file}/remove", visit -> take(visit, Step.REMOVE));
    }

    /** What can be done to a deployed file. */
    public enum Step {
        STOP("Stop", "POST", "/stop", "is stopped"),
        START("Start", "POST", "/start", "is started"),
        REMOVE("Remove", "DELETE", "", "is removed");

        private final String word;
        private final String method;
        private final String path;
        private final String done;

        Step(String word, String method, String path, String done) {
            this.word = word;
            this.method = method;
            this.path = path;
            this.done = done;
        }

        /** The word on the button. */
        public String word() {
            return word;
        }

        /** The end of the page's address. */
        public String page() {
            return word.toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * The page that uploads.
     *
     * @param file the file's field
     * @param name the field of the name to deploy it under
     * @param problem why it was refused
     */
    public record UploadModel(
            Field file, Field name, @Nullable Problem problem) {}

    /**
     * The page that asks before a step.
     *
     * @param problem why the step was refused
     */
    public record StepModel(
            Deployment deployment, Step step, @Nullable Problem problem) {}

    /**
     * The page of one file.
     *
     * @param mayChange whether this person may stop and remove it
     */
    public record ShowModel(Deployment deployment, boolean mayChange) {}

    private Reply askUpload(Visit visit) {
        return Reply.page("integrations/upload", "Upload a bundle", upload("", null));
    }

    private static UploadModel upload(String name, @Nullable Problem problem) {
        return new UploadModel(
                Field.of(Kind.FILE, FILE, "Bundle")
                        .hint("A .jar file of at most 64 MB.")
                        .mustBeFilled()
                        .judged(problem, FILE),
                Field.text(NAME, "Name in the deploy folder")
                        .hint("Empty for the file's own name. A file of the same name is replaced.")
                        .holding(name)
                        .judged(problem, NAME),
                problem);
    }

    private Reply upload(Visit visit) {
        Form form = visit.form();
        Optional<Form.Upload> upload = form.upload(FILE);
        if (upload.isEmpty() || upload.get().bytes().length == 0) {
            return refused(form, Problem.field(FILE, "is not chosen, or is empty"));
        }
        String wanted = form.text(NAME).isEmpty() ? ownName(upload.get().fileName()) : form.text(NAME);
        if (!GOOD_NAME.matcher(wanted).matches()) {
            return refused(
                    form,
                    Problem.field(
                            form.text(NAME).isEmpty() ? FILE : NAME,
                            "ends in .jar, and has letters, digits, dots, dashes and underscores before it"));
        }
        Outcome outcome = visit.ask(
                AdminRequest.of("PUT", API + wanted).withBody(upload.get().bytes()));
        if (outcome instanceof Outcome.Refused refused) {
            return refused(form, refused.problem());
        }
        Deployment deployed = Deployment.of(((Outcome.Done) outcome).body());
        visit.session().tell(told(wanted, deployed));
        return Reply.redirect("/integrations/files/" + wanted);
    }

    /** Browsers on some systems send the whole path. */
    private static String ownName(String fileName) {
        return fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
    }

    private static String told(String file, Deployment deployed) {
        return deployed.active() && deployed.problems().isEmpty()
                ? file + " is deployed and active."
                : file + " is in the deploy folder. Something keeps it from working.";
    }

    private static Reply refused(Form form, Problem problem) {
        return Reply.again("integrations/upload", "Upload a bundle", upload(form.text(NAME), problem));
    }

    private static Deployment find(Visit visit) {
        Json found = visit.read(API + visit.variable("file"));
        return Deployment.of(found);
    }

    private Reply show(Visit visit) {
        Deployment deployment = find(visit);
        return Reply.page(
                "integrations/file",
                deployment.file(),
                new ShowModel(deployment, visit.session().administers()));
    }

    private static Reply ask(Visit visit, Step step) {
        Deployment deployment = find(visit);
        return Reply.page(
                "integrations/step", step.word + " " + deployment.file(), new StepModel(deployment, step, null));
    }

    private static Reply take(Visit visit, Step step) {
        Deployment deployment = find(visit);
        Outcome outcome = visit.change(step.method, API + deployment.file() + step.path, null);
        if (outcome instanceof Outcome.Refused refused) {
            return Reply.again(
                    "integrations/step",
                    step.word + " " + deployment.file(),
                    new StepModel(deployment, step, refused.problem()));
        }
        visit.session().tell(deployment.file() + " " + step.done + ".");
        return Reply.redirect(step == Step.REMOVE ? "/integrations" : "/integrations/files/" + deployment.file());
    }
}
