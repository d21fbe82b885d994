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

    public void Add(IEnumerable<RowWrite> written)
    {
        lock (_gate)
        {
            DispatchReport before = Report;
            foreach (RowWrite write in written)
            {
                Report = write.Message.State switch
                {
                    OutboxState.Sent => Report with { Sent = Report.Sent + 1 },
                    OutboxState.DeadLettered => Report with { DeadLettered = Report.DeadLettered + 1 },
                    OutboxState.Suppressed => Report with { Suppressed = Report.Suppressed + 1 },
                    OutboxState.OutcomeUnknown => Report with { OutcomeUnknown = Report.OutcomeUnknown + 1 },
                    OutboxState.Pending when write.Attempted => Report with { Failed = Report.Failed + 1 },
                    _ => Report,
                };
            }

            if (Report != before)
            {
                progress?.Report(Report);
            }
        }
    }
}
