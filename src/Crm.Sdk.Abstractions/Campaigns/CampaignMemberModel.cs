using System.Globalization;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Campaigns;

/// <summary>How members of campaigns are stored.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class CampaignMemberModel
{
    /// <summary>The campaign's code.</summary>
    public static FieldId Campaign { get; } = "campaign";

    /// <summary>The customer.</summary>
    public static FieldId Customer { get; } = "customer";

    /// <summary>Campaign and time of the next step in one text; null where none is due.</summary>
    public static FieldId Due { get; } = "due";

    /// <summary>The kind <c>campaign-member</c>.</summary>
    public static KindModel Kind { get; } = Build();

    /// <summary>The place of a time among what is due of a campaign.</summary>
    internal static string DueOf(string campaign, Instant at) => string.Create(CultureInfo.InvariantCulture, $"{campaign}|{at.ToUnixMicroseconds():D20}");

    private static KindModel Build()
    {
        var kind = new KindBuilder<CampaignMember>("campaign-member", static m => m.Id);
        kind.About(static m => m.Customer).WithoutHistory();
        FieldHandle<string?> campaign = kind.Text(Campaign, static m => m.Campaign, indexed: true, maxLength: OpenCode.MaxLength);
        FieldHandle<RecordId?> customer = kind.Id(Customer, static m => m.Customer, indexed: true);
        FieldHandle<string?> variant = kind.Text("variant", static m => m.Variant, maxLength: OpenCode.MaxLength);
        FieldHandle<Instant?> enrolledAt = kind.Instant("enrolled-at", static m => m.EnrolledAt);
        FieldHandle<long?> nextStep = kind.Int("next-step", static m => m.NextStep);
        FieldHandle<Instant?> dueAt = kind.Instant("due-at", static m => m.DueAt);
        kind.Computed(Due, FieldType.Text, static m => m.DueAt is { } at ? FieldValue.Of(DueOf(m.Campaign, at)) : FieldValue.Null, indexed: true, maxLength: OpenCode.MaxLength + 21);
        FieldHandle<long?> messages = kind.Int("messages", static m => m.Messages);
        FieldHandle<long?> cost = kind.Int("cost-minor", static m => m.CostMinor);
        FieldHandle<string?> stoppedBy = kind.Text("stopped-by", static m => m.StoppedBy, maxLength: OpenCode.MaxLength);
        var origin = new OriginFields<CampaignMember>(kind, static m => m.Origin);
        kind.StampedBy(static (m, from) => m with { Origin = from }).CheckedBy(static m => m.Check());
        return kind.ComposedBy(row => new CampaignMember
        {
            Campaign = row.Need(campaign),
            Customer = (CustomerId)row.Need(customer),
            Variant = row.Get(variant),
            EnrolledAt = row.Need(enrolledAt),
            NextStep = (int)row.Need(nextStep),
            DueAt = row.Get(dueAt),
            Messages = (int)row.Need(messages),
            CostMinor = row.Need(cost),
            StoppedBy = row.Get(stoppedBy),
            Origin = origin.Read(row),
        });
    }
}
