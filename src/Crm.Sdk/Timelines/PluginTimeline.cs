using Crm.Sdk.Plugins;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Timelines;

/// <summary>A plugin's source behind its guard: what it declares was checked, and where it fails its entries are missing and a problem says so.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class PluginTimeline : ITimelineSource
{
    private readonly Extension<ITimelineSource> _plugin;
    private readonly List<TimelineProblem> _problems;

    private PluginTimeline(Extension<ITimelineSource> plugin, List<TimelineProblem> problems, (RecordKind Kind, FieldId Customer, FieldId At, Condition Where) declared)
    {
        _plugin = plugin;
        _problems = problems;
        (Kind, Customer, At, Where) = declared;
    }

    public RecordKind Kind { get; }

    public FieldId Customer { get; }

    public FieldId At { get; }

    public Condition Where { get; }

    /// <summary>Reads and checks what a source declares; null, and a problem, where it does not fit the model.</summary>
    public static async Task<PluginTimeline?> DescribeAsync(Extension<ITimelineSource> plugin, ModelCatalogue model, List<TimelineProblem> problems, CancellationToken cancellationToken)
    {
        try
        {
            (RecordKind Kind, FieldId Customer, FieldId At, Condition Where) declared = await plugin.Guard.RunAsync(
                "timeline",
                plugin.Instance,
                static (source, _) => ValueTask.FromResult((source.Kind, source.Customer, source.At, source.Where)),
                cancellationToken).ConfigureAwait(false);
            KindModel kind = model[declared.Kind];
            if (kind.Field(declared.Customer) is not { Type: FieldType.Id, Indexed: true } || kind.Field(declared.At).Type is not (FieldType.Instant or FieldType.Date))
            {
                throw new CrmException(StorageErrorCodes.BadModel, $"Kind '{kind}' shows on a timeline by an indexed id, not by '{declared.Customer}', and by an instant or a day, not by '{declared.At}'.");
            }

            QueryRules.Check(declared.Where, kind);
            return new PluginTimeline(plugin, problems, declared);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            problems.Add(new TimelineProblem($"{plugin.Owner}/{plugin.Name}", error.Message));
            return null;
        }
    }

    public TimelineItem? Show(object record) => _plugin.Instance.Show(record);

    /// <summary>Asks the plugin for a page of records at once; null where it failed.</summary>
    public async ValueTask<IReadOnlyList<TimelineItem?>?> ShowAllAsync(IReadOnlyList<StoredRecord> records, CancellationToken cancellationToken)
    {
        try
        {
            return await _plugin.Guard.RunAsync(
                "timeline",
                (_plugin.Instance, records),
                static (call, _) => ValueTask.FromResult<IReadOnlyList<TimelineItem?>>([.. call.records.Select(record => call.Instance.Show(record.Entity))]),
                cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            _problems.Add(new TimelineProblem($"{_plugin.Owner}/{_plugin.Name}", error.Message));
            return null;
        }
    }
}
