using Crm.Sdk.Classification;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Loyalty;

/// <summary>The last assessment of each customer up to a day, in a few columns.</summary>
/// <remarks>Some 80 bytes for each assessed customer. Immutable and thread-safe.</remarks>
internal sealed class CurrentLoyalty
{
    private static readonly FieldId[] Fields =
    [
        "id", LoyaltyAssessmentModel.Customer, LoyaltyAssessmentModel.AsOf, LoyaltyAssessmentModel.Index, LoyaltyAssessmentModel.Confidence, LoyaltyAssessmentModel.Attitude, LoyaltyAssessmentModel.Behaviour,
        LoyaltyAssessmentModel.Type, LoyaltyAssessmentModel.Cell,
    ];

    private static readonly FieldType[] Types = [FieldType.Id, FieldType.Id, FieldType.Date, FieldType.Int, FieldType.Int, FieldType.Int, FieldType.Int, FieldType.Text, FieldType.Text];

    private readonly Dictionary<Guid, Standing> _standings = [];

    private CurrentLoyalty()
    {
    }

    public IEnumerable<Standing> All => _standings.Values;

    /// <param name="store">The store.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="day">The day.</param>
    /// <param name="merged">Who was merged.</param>
    /// <param name="members">The customers with all that were merged into them; null for everybody.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<CurrentLoyalty> ReadAsync(ICrmStore store, TenantId tenant, LocalDate day, MergedCustomers merged, FieldValue[]? members, CancellationToken cancellationToken)
    {
        var current = new CurrentLoyalty();
        Condition upTo = Condition.Is(LoyaltyAssessmentModel.AsOf, Comparison.LessOrEqual, FieldValue.Of(day));
        var query = new StoreQuery(tenant, LoyaltyAssessmentModel.Kind.Kind) { Where = members is null ? upTo : Condition.All(upTo, Condition.IsIn(LoyaltyAssessmentModel.Customer, members)) };
        await ColumnScan.RunAsync(
            store,
            query,
            LoyaltyAssessmentModel.Kind,
            Fields,
            Types,
            (batch, _) =>
            {
                for (int row = 0; row < batch.Count; row++)
                {
                    current.Add(merged.Of(batch.Ids(1)[row]).Value, new Standing(
                        batch.Numbers(2)[row], batch.Ids(0)[row], Of(batch, 3, row), Of(batch, 4, row) ?? 0, Of(batch, 5, row), Of(batch, 6, row), batch.Texts(7)[row], batch.Texts(8)[row]));
                }

                return ValueTask.CompletedTask;
            },
            cancellationToken).ConfigureAwait(false);
        return current;
    }

    public void Load(FactRequest request)
    {
        for (int i = 0; _standings.Count > 0 && i < request.Count; i++)
        {
            if (_standings.TryGetValue(request.CustomerId(i).Value, out Standing standing))
            {
                Set(request, LoyaltyFacts.Index, i, standing.Index);
                Set(request, LoyaltyFacts.Confidence, i, standing.Confidence);
                Set(request, LoyaltyFacts.Attitude, i, standing.Attitude);
                Set(request, LoyaltyFacts.Behaviour, i, standing.Behaviour);
                request.Set(LoyaltyFacts.Type, i, Category.OfOptional(standing.Type));
                request.Set(LoyaltyFacts.Cell, i, Category.OfOptional(standing.Cell));
            }
        }
    }

    private static void Set(FactRequest request, Fact<double> fact, int place, long? millionths)
    {
        if (millionths is { } known)
        {
            request.Set(fact, place, known / 1e6);
        }
    }

    private static long? Of(ColumnBatch batch, int field, int row) => batch.Numbers(field)[row] is var number && number == ColumnBatch.NullNumber ? null : number;

    private void Add(Guid customer, Standing standing)
    {
        if (!_standings.TryGetValue(customer, out Standing last) || (standing.AsOf, new RecordId(standing.Id)).CompareTo((last.AsOf, new RecordId(last.Id))) > 0)
        {
            _standings[customer] = standing;
        }
    }

    /// <summary>An assessment: the number of its day, its id, and its values in millionths.</summary>
    internal readonly record struct Standing(long AsOf, Guid Id, long? Index, long Confidence, long? Attitude, long? Behaviour, string? Type, string? Cell);
}
