using System.Runtime.CompilerServices;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>What the credit files of all customers say together: migration between grades, the watch list (CR-7).</summary>
/// <remarks>A thread-safe singleton. Reads assessments by customer, those of one customer at a time in memory. A customer that was merged counts under the name that its assessments were made for.</remarks>
public sealed class CreditFileReports
{
    private const int PageSize = 500;

    private readonly QueryRunner _queries;
    private readonly CreditFileSettings _settings;

    /// <summary>Makes the reports.</summary>
    /// <param name="store">The store.</param>
    /// <param name="model">All kinds.</param>
    /// <param name="settings">How early assessments that end are told.</param>
    public CreditFileReports(ICrmStore store, ModelCatalogue model, CreditFileSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        _queries = new QueryRunner(store, model);
        _settings = settings;
    }

    /// <summary>How many customers went from which grade to which between two days.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="from">The first day.</param>
    /// <param name="to">The second day.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The pairs that there are, the better grade of the first day first, no assessment last.</returns>
    /// <exception cref="CrmException">CRM1030: the second day lies before the first.</exception>
    public async Task<IReadOnlyList<CreditMigration>> MigrationAsync(CrmScope scope, LocalDate from, LocalDate to, CancellationToken cancellationToken)
    {
        Require.InOrder(from, to, "credit migration");
        var counts = new Dictionary<(CreditGrade? From, CreditGrade? To), long>();
        await foreach (List<CreditAssessmentRecord> file in FilesAsync(scope, to, cancellationToken).ConfigureAwait(false))
        {
            (CreditGrade?, CreditGrade?) pair = (GradeOn(file, from), GradeOn(file, to));
            if (pair != (null, null))
            {
                counts[pair] = counts.GetValueOrDefault(pair) + 1;
            }
        }

        return [.. counts.OrderBy(static entry => entry.Key.From ?? (CreditGrade)int.MaxValue).ThenBy(static entry => entry.Key.To ?? (CreditGrade)int.MaxValue).Select(static entry => new CreditMigration(entry.Key.From, entry.Key.To, entry.Value))];
    }

    /// <summary>The customers that need a look on a day, and why; one entry for each reason.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="day">The day.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async IAsyncEnumerable<CreditWarning> WatchListAsync(CrmScope scope, LocalDate day, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        await foreach (List<CreditAssessmentRecord> file in FilesAsync(scope, day, cancellationToken).ConfigureAwait(false))
        {
            CreditAssessmentRecord last = file[^1];
            CreditGrade? before = file.Count > 1 ? file[^2].Grade : null;
            string?[] reasons =
            [
                last.Grade > before ? CreditWarnings.Downgraded : null,
                last.Grade == CreditGrade.D ? CreditWarnings.Unacceptable : null,
                last.ValidUntil < day ? CreditWarnings.Expired : last.ValidUntil < day.PlusDays(_settings.NoticeDays) ? CreditWarnings.Expiring : null,
                await HasNewerAsync(scope, last, day, cancellationToken).ConfigureAwait(false) ? CreditWarnings.NewEvidence : null,
            ];
            foreach (string? reason in reasons)
            {
                if (reason is not null)
                {
                    yield return new CreditWarning(last.Customer, reason, last.Grade, before, last.ValidUntil);
                }
            }
        }
    }

    /// <summary>The grade that held on a day: that of the last assessment made for a day up to it, as long as it is valid.</summary>
    private static CreditGrade? GradeOn(List<CreditAssessmentRecord> file, LocalDate day) =>
        file.FindLast(record => record.AsOf <= day) is { } last && last.ValidUntil >= day ? last.Grade : null;

    private async Task<bool> HasNewerAsync(CrmScope scope, CreditAssessmentRecord last, LocalDate day, CancellationToken cancellationToken)
    {
        var query = new StoreQuery(scope.Tenant, CreditEvidenceModel.Kind.Kind)
        {
            Where = Condition.All(
                Condition.Equal(CreditEvidenceModel.Customer, FieldValue.Of((RecordId)last.Customer)),
                Condition.Is(CreditEvidenceModel.Date, Comparison.Greater, FieldValue.Of(last.AsOf)),
                Condition.Is(CreditEvidenceModel.Date, Comparison.LessOrEqual, FieldValue.Of(day))),
        };
        return await _queries.CountAsync(query, cancellationToken).ConfigureAwait(false) > 0;
    }

    /// <summary>The assessments of each customer that were made for days up to one, in the order of these days.</summary>
    private async IAsyncEnumerable<List<CreditAssessmentRecord>> FilesAsync(CrmScope scope, LocalDate upTo, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var query = new StoreQuery(scope.Tenant, CreditAssessmentModel.Kind.Kind)
        {
            Where = Condition.Is(CreditAssessmentModel.AsOf, Comparison.LessOrEqual, FieldValue.Of(upTo)),
            Order = new RecordOrder(CreditAssessmentModel.Customer),
            Limit = PageSize,
        };
        List<CreditAssessmentRecord> file = [];
        await foreach (CreditAssessmentRecord record in _queries.AllAsync<CreditAssessmentRecord>(query, cancellationToken).ConfigureAwait(false))
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
