using System.Diagnostics.Metrics;

namespace Crm.Sdk.Cli.Commands;

/// <summary>Adds up what the outbox says of itself on its meter while this is alive.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class OutboxTotals : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _sent;
    private long _failed;
    private long _deadLettered;

    public OutboxTotals()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Crm.Sdk.Outbox" && !instrument.IsObservable)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, count, _, _) =>
        {
            switch (instrument.Name)
            {
                case "crm.outbox.sent":
                    Interlocked.Add(ref _sent, count);
                    break;
                case "crm.outbox.failed":
                    Interlocked.Add(ref _failed, count);
                    break;
                case "crm.outbox.dead_lettered":
                    Interlocked.Add(ref _deadLettered, count);
                    break;
            }
        });
        _listener.Start();
    }

    public long Sent => Interlocked.Read(ref _sent);

    public long Failed => Interlocked.Read(ref _failed);

    public long DeadLettered => Interlocked.Read(ref _deadLettered);

    public void Dispose() => _listener.Dispose();
}
