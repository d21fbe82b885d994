using NodaTime;

namespace Crm.Sdk.Scheduling;

/// <summary>What of a schedule is due, by its misfire policy.</summary>
/// <param name="Run">The occurrence that runs; null where none does.</param>
/// <param name="Missed">How many are passed over.</param>
/// <param name="Settled">Up to where everything is settled once this one is taken.</param>
/// <param name="Next">When the next one falls due that has not yet; null where none does, or where more is due already.</param>
internal sealed record DueTimes(Instant? Run, long Missed, Instant Settled, Instant? Next)
{
    private static readonly Duration OnTime = Duration.FromMinutes(1);

    public static DueTimes Of(Schedule schedule, Instant settled, Instant now)
    {
        Instant? run = null;
        long missed = 0;
        foreach (Instant at in ScheduleTimes.After(schedule, settled))
        {
            if (at > now)
            {
                return new DueTimes(run, missed, settled, at);
            }

            settled = at;
            switch (schedule.Misfire)
            {
                case MisfirePolicy.RunEach when now - at <= schedule.Window:
                    return new DueTimes(at, missed, at, null);
                case MisfirePolicy.RunEach:
                case MisfirePolicy.Skip when now - at > OnTime:
                    missed++;
                    break;
                default:
                    missed += run is null ? 0 : 1;
                    run = at;
                    break;
            }
        }

        return new DueTimes(run, missed, settled, null);
    }
}
