namespace Crm.Sdk.Notifications;

/// <summary>Adds up what the channels' runs have committed.</summary>
/// <remarks>Thread-safe; reports one after another.</remarks>
internal sealed class DispatchTally(IProgress<DispatchReport>? progress)
{
    private readonly Lock _gate = new();

    public DispatchReport Report { get; private set; } = new();

    public void Missing(IEnumerable<string> channels)
    {
        lock (_gate)
        {
            Report = Report with { MissingChannels = Report.MissingChannels.Concat(channels).Distinct().Order(StringComparer.Ordinal).ToValueList() };
        }
    }

    /// <summary>Says that all is well although nothing was committed.</summary>
    public void Looked()
    {
        lock (_gate)
        {
            progress?.Report(Report);
        }
    }

    /// <returns>What these writes add.</returns>
    public DispatchReport Add(IEnumerable<RowWrite> written)
    {
        DispatchReport done = Count(written);
        lock (_gate)
        {
            if (done != new DispatchReport())
            {
                Report = Report with
                {
                    Sent = Report.Sent + done.Sent,
                    Failed = Report.Failed + done.Failed,
                    DeadLettered = Report.DeadLettered + done.DeadLettered,
                    FailedOver = Report.FailedOver + done.FailedOver,
                    Suppressed = Report.Suppressed + done.Suppressed,
                    OutcomeUnknown = Report.OutcomeUnknown + done.OutcomeUnknown,
                };
                progress?.Report(Report);
            }
        }

        return done;
    }

    private static DispatchReport Count(IEnumerable<RowWrite> written)
    {
        long sent = 0, failed = 0, dead = 0, over = 0, suppressed = 0, unknown = 0;
        foreach (RowWrite write in written)
        {
            switch (write.Message.State)
            {
                case OutboxState.Sent:
                    sent++;
                    break;
                case OutboxState.DeadLettered:
                    dead++;
                    break;
                case OutboxState.Suppressed:
                    suppressed++;
                    break;
                case OutboxState.OutcomeUnknown:
                    unknown++;
                    break;
                case OutboxState.Pending when write.FailedOver:
                    over++;
                    break;
                case OutboxState.Pending when write.Attempted:
                    failed++;
                    break;
            }
        }

        return new DispatchReport { Sent = sent, Failed = failed, DeadLettered = dead, FailedOver = over, Suppressed = suppressed, OutcomeUnknown = unknown };
    }
}
