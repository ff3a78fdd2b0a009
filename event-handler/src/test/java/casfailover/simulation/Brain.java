package casfailover.simulation;

import casfailover.journal.Recollection;
import casfailover.keep.Effect;
import casfailover.keep.Input;
import casfailover.keep.Keeper;
import casfailover.keep.Setup;
import casfailover.keep.View;
import casfailover.sight.Moment;
import casfailover.sight.PeerReport;
import java.util.List;

/** What thinks in a simulated agent: the keeper of production, or one with a planted defect. */
interface Brain {

  List<Effect> on(Moment now, Input input);

  PeerReport report(Moment now);

  View view(Moment now);

  static Brain of(Setup setup, Recollection memory, Moment start) {
    Keeper keeper = new Keeper(setup, memory, start);
    return new Brain() {
      @Override
      public List<Effect> on(Moment now, Input input) {
        return keeper.on(now, input);
      }

      @Override
      public PeerReport report(Moment now) {
        return keeper.report(now);
      }

      @Override
      public View view(Moment now) {
        return keeper.view(now);
      }
    };
  }
}
