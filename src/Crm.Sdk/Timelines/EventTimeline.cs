using System.Text.Json;
using Crm.Sdk.Customers;
using Crm.Sdk.Events;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Timelines;

/// <summary>How events stand on a timeline: changes and removals of records about the customer, additions of kinds without a source of their own, and what plugins raised.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="shown">The kinds whose records show themselves.</param>
/// <param name="model">All kinds.</param>
internal sealed class EventTimeline(IReadOnlySet<RecordKind> shown, ModelCatalogue model) : ITimelineSource
{
    public RecordKind Kind => EventModel.Kind.Kind;

    public FieldId Customer => EventModel.Customer;

    public FieldId At => EventModel.At;

    public Condition Where => Condition.Everything;

    public TimelineItem? Show(object record)
    {
        var told = (StoredEvent)record;
        int version = told.Type.LastIndexOf('/');
        string type = version < 0 ? told.Type : told.Type[..version];
        int dot = type.LastIndexOf('.');
        string verb = type[(dot + 1)..];
        if (dot <= 0 || verb is not ("added" or "changed" or "removed" or "restored") || KindOf(type[..dot]) is not { } kind)
        {
            return TimelineItem.Of($"event.{type}") with { By = told.By };
        }

        return kind == CustomerModel.Kind.Kind || (verb == "added" && shown.Contains(kind))
            ? null
            : TimelineItem.Of($"timeline.record.{verb}", $"kind.{kind}") with { By = told.By, About = IdIn(told.Data) is { } id ? new RecordRef(kind, id) : null };
    }

    private RecordKind? KindOf(string name) => model.Kinds.FirstOrDefault(kind => kind.Kind.Name == name)?.Kind;

    private static RecordId? IdIn(string? data)
    {
        if (data is null)
        {
            return null;
        }

        using JsonDocument json = JsonDocument.Parse(data);
        return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("id", out JsonElement id) && id.TryGetGuid(out Guid value) ? new RecordId(value) : null;
    }
}
