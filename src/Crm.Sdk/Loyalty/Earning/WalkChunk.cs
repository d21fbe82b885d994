using Crm.Sdk.Orders;
using Crm.Sdk.Storage;

namespace Crm.Sdk.Loyalty;

/// <summary>Some documents of a member in full, with all returns of their sales and the earnings as they stand. Used by one thread.</summary>
internal sealed class WalkChunk
{
    private readonly Dictionary<RecordId, Order> _orders;
    private readonly Dictionary<PointsEarningId, PointsEarning> _earnings;
    private readonly string _programme;
    private readonly MemberFile _file;

    private WalkChunk(string programme, MemberFile file, Dictionary<RecordId, Order> orders, Dictionary<PointsEarningId, PointsEarning> earnings) =>
        (_programme, _file, _orders, _earnings) = (programme, file, orders, earnings);

    /// <summary>What the rules of plugins gave, by the document's id.</summary>
    public Dictionary<RecordId, IReadOnlyDictionary<string, ValueList<EarningGrant>>> Grants { get; } = [];

    /// <summary>Why documents wait for a rule of a plugin, by the document's id.</summary>
    public Dictionary<RecordId, string> Failures { get; } = [];

    public static async Task<WalkChunk> ReadAsync(
        ICrmStore store, TenantId tenant, IEarningBook book, string programme, MemberFile file, IReadOnlyList<DocumentRef> documents, IReadOnlyDictionary<RecordId, Order> own, CancellationToken cancellationToken)
    {
        Guid[] sales = [.. documents.Select(static document => document.Rank == DocumentRank.Sale ? document.Id : document.ReturnOf).Where(static sale => sale != Guid.Empty).Distinct()];
        RecordId[] orders = [.. sales.Concat(sales.SelectMany(file.ReturnsOf).Select(static back => back.Id)).Distinct().Select(static id => new RecordId(id)).Where(id => !own.ContainsKey(id))];
        var found = new Dictionary<RecordId, Order>(own);
        foreach (StoredRecord? record in await store.FindAsync(tenant, OrderModel.Kind.Kind, orders, cancellationToken).ConfigureAwait(false))
        {
            if (record?.Entity is Order order)
            {
                found[order.Id] = order;
            }
        }

        PointsEarningId[] ids =
        [
            .. sales.Select(sale => PointsEarningId.Of(programme, EarningSource.Order, new RecordId(sale))),
            .. documents.Where(static document => document.Event is not null).Select(document => PointsEarningId.Of(programme, document.Source, document.RecordId)),
        ];
        IReadOnlyList<PointsEarning?> earnings = await book.FindAsync(ids, cancellationToken).ConfigureAwait(false);
        return new WalkChunk(programme, file, found, earnings.OfType<PointsEarning>().ToDictionary(static earning => earning.Id));
    }

    /// <summary>Asks the rules of plugins for documents that are not settled as they are.</summary>
    public async Task AskAsync(PluginRules rules, EarningPlan plan, IReadOnlyDictionary<string, string> categories, IReadOnlyList<DocumentRef> documents, CancellationToken cancellationToken)
    {
        EarningMember member = _file.ToMember(plan.Zone);
        EarningDocument[] open =
        [
            .. documents.Where(IsOpen).Select(document => document.Event is not null ? EarningDocuments.Of(plan, document) : Find(document.Id) is { } order ? EarningDocuments.Of(plan, order, categories) : null)
                .OfType<EarningDocument>(),
        ];
        (IReadOnlyList<IReadOnlyDictionary<string, ValueList<EarningGrant>>> grants, IReadOnlyList<string> failures) =
            await rules.AskAsync(plan, open.Select(document => new EarningCase(member, document)).ToValueList(), cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < open.Length; i++)
        {
            Grants[open[i].Id] = grants[i];
            if (failures.Count > 0)
            {
                Failures[open[i].Id] = failures[0];
            }
        }
    }

    public Order? Find(Guid order) => _orders.GetValueOrDefault(new RecordId(order));

    public PointsEarning? EarningOf(EarningSource source, RecordId document) => _earnings.GetValueOrDefault(PointsEarningId.Of(_programme, source, document));

    public void Keep(PointsEarning earning) => _earnings[earning.Id] = earning;

    /// <summary>The returns of a sale that count, in the order of time.</summary>
    /// <param name="sale">The sale's id.</param>
    /// <param name="upTo">The last one that counts; null for all.</param>
    public Order[] ReturnsOf(Guid sale, DocumentRef? upTo = null) =>
    [
        .. _file.ReturnsOf(sale).Where(back => !back.IsCancelled && (upTo is not { } last || back.CompareTo(last) <= 0)).Select(back => Find(back.Id)).OfType<Order>(),
    ];

    private bool IsOpen(DocumentRef document) => EarningOf(document.Source, document.RecordId) is not { } earning
        || (document.Event is null ? Find(document.Id) is { } order && OrderDigest.Of(order) != earning.Digest : earning.Digest.Length == 0);
}
