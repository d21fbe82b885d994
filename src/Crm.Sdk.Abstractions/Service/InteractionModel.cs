using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Service;

/// <summary>How interactions are stored: the fields that conditions, revisions and columns speak of.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class InteractionModel
{
    /// <summary>The external key.</summary>
    public static FieldId Key { get; } = "key";

    /// <summary>With whom.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>When it began.</summary>
    public static FieldId At { get; } = "at";

    /// <summary>The type's code.</summary>
    public static FieldId Type { get; } = "type";

    /// <summary>Before, during or after the sale, the number of <see cref="InteractionPhase"/>.</summary>
    public static FieldId Phase { get; } = "phase";

    /// <summary>Who turned to whom, the number of <see cref="InteractionDirection"/>.</summary>
    public static FieldId Direction { get; } = "direction";

    /// <summary>The channel's code.</summary>
    public static FieldId Channel { get; } = "channel";

    /// <summary>The employee's key.</summary>
    public static FieldId Employee { get; } = "employee";

    /// <summary>The contact person.</summary>
    public static FieldId ContactPerson { get; } = "contact-person";

    /// <summary>The key of the exchange.</summary>
    public static FieldId Thread { get; } = "thread";

    /// <summary>The kind <c>interaction</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<Interaction>("interaction", static i => i.Id);
        kind.About(static i => i.Customer);
        FieldHandle<string?> key = kind.Text(Key, static i => i.Key, maxLength: Interaction.MaxKeyLength);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static i => i.Customer, indexed: true);
        FieldHandle<Instant?> at = kind.Instant(At, static i => i.At);
        FieldHandle<long?> length = kind.Int("length-seconds", static i => (long?)i.Length?.TotalSeconds);
        FieldHandle<string?> type = kind.Text(Type, static i => i.Type, maxLength: OpenCode.MaxLength);
        FieldHandle<long?> phase = kind.Int(Phase, static i => (long?)i.Phase);
        FieldHandle<long?> direction = kind.Int(Direction, static i => (long?)i.Direction);
        FieldHandle<long?> initiative = kind.Int("initiative", static i => (long?)i.Initiative);
        FieldHandle<string?> channel = kind.Text(Channel, static i => i.Channel, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> employee = kind.Text(Employee, static i => i.Employee, indexed: true, maxLength: Organization.Employee.MaxKeyLength);
        FieldHandle<string?> department = kind.Text("department", static i => i.Department);
        FieldHandle<RecordId?> person = kind.Id(ContactPerson, static i => i.ContactPerson, indexed: true);
        FieldHandle<string?> subject = kind.Text("subject", static i => i.Subject, personal: true, maxLength: Interaction.MaxSubjectLength);
        FieldHandle<string?> text = kind.Text("text", static i => i.Text, personal: true, maxLength: Interaction.MaxTextLength);
        FieldHandle<string?> outcome = kind.Text("outcome", static i => i.Outcome, personal: true, maxLength: Interaction.MaxOutcomeLength);
        FieldHandle<string?> nextStep = kind.Text("next-step", static i => i.NextStep, personal: true, maxLength: Interaction.MaxOutcomeLength);
        FieldHandle<string?> thread = kind.Text(Thread, static i => i.Thread, indexed: true, maxLength: Interaction.MaxKeyLength);
        var origin = new OriginFields<Interaction>(kind, static i => i.Origin);
        kind.StampedBy(static (i, from) => i with { Origin = from }).CheckedBy(static i => i.Check()).Unique("key", Key);
        return kind.ComposedBy(row => new Interaction
        {
            Id = (InteractionId)row.Id,
            Key = row.Get(key),
            Customer = (CustomerId)row.Need(customer),
            At = row.Need(at),
            Length = row.Get(length) is { } seconds ? Duration.FromSeconds(seconds) : null,
            Type = row.Need(type),
            Phase = (InteractionPhase?)row.Get(phase),
            Direction = (InteractionDirection?)row.Get(direction),
            Initiative = (InteractionInitiative?)row.Get(initiative),
            Channel = row.Get(channel),
            Employee = row.Get(employee),
            Department = row.Get(department),
            ContactPerson = row.Get(person) is { } id ? (ContactPersonId)id : null,
            Subject = row.Get(subject),
            Text = row.Get(text),
            Outcome = row.Get(outcome),
            NextStep = row.Get(nextStep),
            Thread = row.Get(thread),
            Origin = origin.Read(row),
        });
    }
}
