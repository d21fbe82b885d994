using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Crm.Sdk.Plugins.Guarding;

/// <summary>The activities and instruments of guarded calls, tagged with the plugin's id.</summary>
internal sealed class PluginTelemetry : IDisposable
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "Crm.Sdk.Plugins";

    public static readonly ActivitySource Activities = new(Name);

    private readonly Meter _meter;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _refused;
    private readonly UpDownCounter<int> _abandoned;

    public PluginTelemetry(IMeterFactory? factory)
    {
        _meter = factory?.Create(Name) ?? new Meter(Name);
        _duration = _meter.CreateHistogram<double>("crm.plugin.call.duration", "s", "Duration of guarded calls, by plugin, operation and outcome.");
        _refused = _meter.CreateCounter<long>("crm.plugin.call.refused", "{call}", "Calls that the guard refused, by plugin and code.");
        _abandoned = _meter.CreateUpDownCounter<int>("crm.plugin.call.abandoned", "{call}", "Abandoned calls that still run, by plugin.");
    }

    public void Called(PluginId plugin, string operation, string outcome, TimeSpan duration) =>
        _duration.Record(duration.TotalSeconds, new("crm.plugin.id", plugin.Value), new("crm.plugin.operation", operation), new("crm.plugin.outcome", outcome));

    public void Refused(PluginId plugin, string code) => _refused.Add(1, new("crm.plugin.id", plugin.Value), new("crm.error.code", code));

    public void Abandoned(PluginId plugin, int delta) => _abandoned.Add(delta, new KeyValuePair<string, object?>("crm.plugin.id", plugin.Value));

    public void Dispose() => _meter.Dispose();
}
