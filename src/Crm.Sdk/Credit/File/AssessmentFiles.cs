using System.Runtime.CompilerServices;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>Reads the assessments of all customers, by customer.</summary>
internal static class AssessmentFiles
{
    private const int PageSize = 500;

    /// <summary>The assessments of each customer that were made for days up to one, in the order of these days.</summary>
    public static async IAsyncEnumerable<List<CreditAssessmentRecord>> ReadAsync(QueryRunner queries, CrmScope scope, LocalDate upTo, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var query = new StoreQuery(scope.Tenant, CreditAssessmentModel.Kind.Kind)
        {
            Where = Condition.Is(CreditAssessmentModel.AsOf, Comparison.LessOrEqual, FieldValue.Of(upTo)),
            Order = new RecordOrder(CreditAssessmentModel.Customer),
            Limit = PageSize,
        };
        List<CreditAssessmentRecord> file = [];
        await foreach (CreditAssessmentRecord record in queries.AllAsync<CreditAssessmentRecord>(query, cancellationToken).ConfigureAwait(false))
        {
            if (file.Count > 0 && file[0].Customer != record.Customer)
            {
                yield return Ordered(file);
                file = [];
            }

            file.Add(record);
        }

        if (file.Count > 0)
        {
            yield return Ordered(file);
        }

        static List<CreditAssessmentRecord> Ordered(List<CreditAssessmentRecord> file) => [.. file.OrderBy(static record => record.AsOf).ThenBy(static record => record.Id)];
    }
}
