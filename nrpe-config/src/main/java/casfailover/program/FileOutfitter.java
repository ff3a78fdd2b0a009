package casfailover.program;

import casfailover.agent.Equipment;
import casfailover.agent.Fitting;
import casfailover.agent.Outfitter;
import casfailover.config.Problem;
import casfailover.config.Reading;
import casfailover.config.Settings;
import casfailover.config.SettingsChange;
import casfailover.config.SettingsReader;
import casfailover.config.Warning;
import casfailover.mail.SmtpSettings;
import casfailover.nrpe.Admission;
import casfailover.nrpe.NrpeServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gets the settings of a running agent from the file that it was started with. */
final class FileOutfitter implements Outfitter {

  private final Path file;
  private volatile Parts worn;
  private volatile Optional<NrpeServer> server = Optional.empty();

  /**
   * @param file the settings
   * @param worn the parts that were made from it at the start
   */
  FileOutfitter(Path file, Parts worn) {
    this.file = file;
    this.worn = worn;
  }

  /** From now on there is a server whose guests can be chosen anew. */
  void serves(NrpeServer started) {
    server = Optional.of(started);
  }

  /** How mail is sent. */
  SmtpSettings smtp() {
    return worn.smtp();
  }

  @Override
  public Fitting fit(Settings running, Equipment used) {
    if (server.isEmpty()) {
      return new Fitting.Refused(List.of("the agent has only just started; order it again"));
    }
    Reading reading = StartCheck.read(file);
    if (reading instanceof Reading.Refused refused) {
      return new Fitting.Refused(refused.problems().stream().map(Problem::toString).toList());
    }
    Reading.Good good = (Reading.Good) reading;
    SettingsChange change = SettingsChange.between(running, good.settings());
    List<Problem> restart = change.onlyAtTheStart().stream().map(this::onlyAtTheStart).toList();
    return restart.isEmpty()
        ? fit(good, change, used, server.get())
        : new Fitting.Refused(restart.stream().map(Problem::toString).toList());
  }

  private Problem onlyAtTheStart(String name) {
    return new Problem(
        SettingsReader.place(file, name),
        name + ": a running agent cannot change it: systemctl restart cas-agent, or put it back");
  }

  private Fitting fit(Reading.Good good, SettingsChange change, Equipment used, NrpeServer serves) {
    Parts next = worn.with(good.settings());
    try {
      String before = worn.nrpe().certificatesWorn();
      Admission admission = next.nrpe().admission();
      boolean renewed = !before.equals(next.nrpe().certificatesWorn());
      List<String> changed = new ArrayList<>(change.names());
      if (renewed && !change.touches("tls_dir")) {
        changed.add("the certificates");
      }
      return new Fitting.Ready(
          good.settings(),
          changed,
          good.warnings().stream().map(Warning::toString).toList(),
          next.equipment(used, change, renewed),
          () -> {
            serves.admit(admission, good.settings().connectionTimeout());
            worn = next;
          });
    } catch (IOException e) {
      return new Fitting.Refused(
          List.of(
              new Problem(SettingsReader.place(file, "tls_dir"), "tls_dir: " + e.getMessage())
                  .toString()));
    }
  }
}
