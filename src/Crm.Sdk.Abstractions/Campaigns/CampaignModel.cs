using Crm.Sdk.Storage;

namespace Crm.Sdk.Campaigns;

/// <summary>How campaigns are stored.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class CampaignModel
{
    /// <summary>The kind <c>campaign</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<Campaign>("campaign", static c => c.Id);
        FieldHandle<string?> code = kind.Text("code", static c => c.Code, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> definition = kind.Opaque("definition", static c => c.Definition);
        FieldHandle<long?> state = kind.Int("state", static c => (long)c.State);
        var spent = new MoneyFields<Campaign>(kind, "spent", "currency", static c => c.Spent);
        FieldHandle<long?> audience = kind.Int("audience", static c => c.Audience);
        PartHandle<CampaignCut> cuts = kind.Part<CampaignCut>("cut", static c => c.Cuts.Select(static place => new CampaignCut(place)).ToValueList(), CampaignCut.Declare);
        var origin = new OriginFields<Campaign>(kind, static c => c.Origin);
        kind.StampedBy(static (c, from) => c with { Origin = from }).CheckedBy(static c => c.Check());
        return kind.ComposedBy(row => new Campaign
        {
            Code = row.Need(code),
            Definition = row.Get(definition)!,
            State = (CampaignState)row.Need(state),
            Spent = spent.Need(row),
            Audience = row.Need(audience),
            Cuts = row.Get(cuts).Select(static cut => cut.Place).ToValueList(),
            Origin = origin.Read(row),
        });
    }
}
