using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>How decisions on tiers are stored: only added.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class TierDecisionModel
{
    /// <summary>The member.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>The programme's code.</summary>
    public static FieldId Programme { get; } = "programme";

    /// <summary>The place among the decisions on the member.</summary>
    public static FieldId Number { get; } = "number";

    /// <summary>From when on it holds.</summary>
    public static FieldId At { get; } = "at";

    /// <summary>The member's tier from then on.</summary>
    public static FieldId Tier { get; } = "tier";

    /// <summary>What it did, the number of <see cref="TierMove"/>.</summary>
    public static FieldId Move { get; } = "move";

    /// <summary>The kind <c>tier-decision</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<TierDecision>("tier-decision", static d => d.Id);
        kind.AppendOnly().About(static d => d.Customer);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static d => d.Customer, indexed: true);
        FieldHandle<string?> programme = kind.Text(Programme, static d => d.Programme, maxLength: LoyaltyProgramme.MaxCodeLength);
        FieldHandle<long?> version = kind.Int("programme-version", static d => d.ProgrammeVersion);
        FieldHandle<long?> number = kind.Int(Number, static d => d.Number);
        FieldHandle<Instant?> at = kind.Instant(At, static d => d.At);
        FieldHandle<long?> move = kind.Int(Move, static d => (long)d.Move);
        FieldHandle<string?> before = kind.Text("before", static d => d.Before, maxLength: OpenCode.MaxLength);
        FieldHandle<LocalDate?> sinceBefore = kind.Date("since-before", static d => d.SinceBefore);
        FieldHandle<LocalDate?> endsBefore = kind.Date("ends-before", static d => d.EndsBefore);
        FieldHandle<LocalDate?> joinedOn = kind.Date("joined-on", static d => d.JoinedOn);
        FieldHandle<long?> measured = kind.Int("measured", static d => d.Measured);
        FieldHandle<LocalDate?> measuredFrom = kind.Date("measured-from", static d => d.MeasuredFrom);
        FieldHandle<string?> reached = kind.Text("reached", static d => d.Reached, maxLength: OpenCode.MaxLength);
        FieldHandle<LocalDate?> since = kind.Date("since", static d => d.Since);
        FieldHandle<LocalDate?> ends = kind.Date("ends", static d => d.Ends);
        FieldHandle<string?> invited = kind.Text("invited", static d => d.Invited, maxLength: OpenCode.MaxLength);
        FieldHandle<LocalDate?> invitedUntil = kind.Date("invited-until", static d => d.InvitedUntil);
        FieldHandle<string?> tier = kind.Text(Tier, static d => d.Tier, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> reason = kind.Text("reason", static d => d.Reason, maxLength: TierDecision.MaxReasonLength);
        var origin = new OriginFields<TierDecision>(kind, static d => d.Origin);
        kind.StampedBy(static (d, from) => d with { Origin = from }).CheckedBy(static d => d.Check());
        return kind.ComposedBy(row => new TierDecision
        {
            Id = (TierDecisionId)row.Id,
            Customer = (CustomerId)row.Need(customer),
            Programme = row.Need(programme),
            ProgrammeVersion = (int)row.Need(version),
            Number = (int)row.Need(number),
            At = row.Need(at),
            Move = (TierMove)row.Need(move),
            Before = row.Need(before),
            SinceBefore = row.Need(sinceBefore),
            EndsBefore = row.Get(endsBefore),
            JoinedOn = row.Need(joinedOn),
            Measured = row.Get(measured),
            MeasuredFrom = row.Get(measuredFrom),
            Reached = row.Need(reached),
            Since = row.Need(since),
            Ends = row.Get(ends),
            Invited = row.Get(invited),
            InvitedUntil = row.Get(invitedUntil),
            Tier = row.Need(tier),
            Reason = row.Get(reason),
            Origin = origin.Read(row),
        });
    }
}
