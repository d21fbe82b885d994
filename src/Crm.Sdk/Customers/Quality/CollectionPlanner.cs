using System.Globalization;
using Crm.Sdk.Classification;
using Crm.Sdk.Labels;
using Crm.Sdk.Organization;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Customers;

/// <summary>Makes collection plans (CU-6): who asks whom for what by when, as tasks of the customers' owners, the most valuable customers first.</summary>
/// <remarks>
/// Customers stream by a page at a time; of each owner only as many are kept as have a place. A plan that is made again adds nothing that it added before. A thread-safe singleton.
/// </remarks>
public sealed class CollectionPlanner(ICrm crm, ArchiveQuality quality, LabelReader labels, QualityTexts texts)
{
    /// <summary>Makes a plan.</summary>
    /// <param name="scope">The tenant, and who plans.</param>
    /// <param name="options">What is asked for, and how much of whom.</param>
    /// <param name="asOf">The instant whose archives are looked at; tasks are due from the next day on.</param>
    /// <param name="culture">The language of the tasks.</param>
    /// <param name="dryRun">Whether to say what would be done only.</param>
    /// <param name="progress">Told the number of customers looked at, or null.</param>
    /// <param name="cancellationToken">Stops between pages and commits; what was committed stays.</param>
    /// <exception cref="CrmException">CRM1030: a number of the options is below 1, or the name is empty or too long.</exception>
    public async Task<CollectionReport> PlanAsync(
        CrmScope scope, CollectionOptions options, AsOf asOf, CultureInfo culture, bool dryRun, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(asOf);
        if (options.Name.Length is 0 or > 60 || Math.Min(options.PerOwnerPerDay, Math.Min(options.Days, options.QuestionsPerTask)) < 1)
        {
            throw new CrmException(ErrorCodes.BadValue, "collection plan: it takes a name of 1 to 60 characters, and at least one task a day, one day and one question a task.");
        }

        var owners = new Dictionary<string, FirstOnes<(int Rank, long Weight, Guid Id), Candidate>>(StringComparer.Ordinal);
        var book = new TaskBook(crm, scope, options);
        var employed = new Dictionary<string, bool>(StringComparer.Ordinal);
        RuleCheck check = quality.NewCheck();
        Dictionary<string, ValueList<string>> readers = quality.Readers(check);
        (long customers, long gaps, long asked, long ownerless, long waiting) = (0, 0, 0, 0, 0);
        await foreach (IReadOnlyList<Customer> page in quality.PagesAsync(scope, options.Where, cancellationToken).ConfigureAwait(false))
        {
            Candidate[] candidates = [.. (await quality.MeasureAsync(scope.Tenant, page, asOf, check, readers, null, cancellationToken).ConfigureAwait(false))
                .Select(measured => new Candidate(measured.Customer, Asks(measured, options)))
                .Where(static candidate => !candidate.Asks.IsEmpty)];
            HashSet<CustomerId> already = await book.AlreadyAskedAsync([.. candidates.Select(static candidate => candidate.Customer.Id)], cancellationToken).ConfigureAwait(false);
            Dictionary<CustomerId, string> value = await ValuesAsync(scope, options, candidates, cancellationToken).ConfigureAwait(false);
            foreach (Candidate candidate in candidates)
            {
                gaps++;
                if (already.Contains(candidate.Customer.Id))
                {
                    asked++;
                }
                else if (await OwnerAsync(scope, candidate.Customer.Owner, options.FallbackOwner, asOf.Date, employed, cancellationToken).ConfigureAwait(false) is not { } owner)
                {
                    ownerless++;
                }
                else
                {
                    if (!owners.TryGetValue(owner, out FirstOnes<(int, long, Guid), Candidate>? first))
                    {
                        owners.Add(owner, first = new(await book.PlacesAsync(owner, asOf.Date, cancellationToken).ConfigureAwait(false), each => each.Place(options.ValueOrder)));
                    }

                    waiting += first.Add(candidate with { Value = value.GetValueOrDefault(candidate.Customer.Id) }) ? 1 : 0;
                }
            }

            customers += page.Count;
            progress?.Report(customers);
        }

        ValueList<PlannedTask> tasks = [.. owners.OrderBy(static owner => owner.Key, StringComparer.Ordinal).SelectMany(owner => owner.Value.Zip(
            book.DaysOf(owner.Key),
            (candidate, day) => new PlannedTask(owner.Key, candidate.Customer.Id, candidate.Customer.Key, day, candidate.Value, candidate.Asks)))];
        if (!dryRun)
        {
            tasks = await book.WriteAsync(tasks, task => TaskOf(task, culture), cancellationToken).ConfigureAwait(false);
        }

        return new CollectionReport(customers, gaps, asked, ownerless, waiting, tasks);
    }

    private static ValueList<QualityFinding> Asks(CustomerQuality measured, CollectionOptions options) => measured.Findings
        .Where(finding => options.Aspects.Contains(finding.Aspect) && (options.Facets.IsEmpty || options.Facets.Contains(finding.Facet)))
        .DistinctBy(static finding => finding.Field)
        .Take(options.QuestionsPerTask)
        .ToValueList();

    private (string Title, string Notes) TaskOf(PlannedTask task, CultureInfo culture)
    {
        string fields = string.Join(culture.TwoLetterISOLanguageName == "zh" ? "、" : ", ", task.Asks.Select(ask => texts.OfField(ask.Field, culture)));
        return (texts.AskFor(fields, culture), string.Join('\n', task.Asks.Select(ask => texts.Of(ask, culture))));
    }

    private async Task<Dictionary<CustomerId, string>> ValuesAsync(CrmScope scope, CollectionOptions options, Candidate[] candidates, CancellationToken cancellationToken)
    {
        var values = new Dictionary<CustomerId, string>();
        if (candidates.Length > 0)
        {
            await foreach (LabelAssignment label in labels.OfManyAsync(scope, [.. candidates.Select(static candidate => candidate.Customer.Id)], options.ValueDimension, cancellationToken).ConfigureAwait(false))
            {
                if (label.Label is { } given)
                {
                    values[label.Customer] = given;
                }
            }
        }

        return values;
    }

    /// <summary>Who asks: the owner, as long as the directory of employees does not say that he left; else the one who stands in.</summary>
    private async Task<string?> OwnerAsync(CrmScope scope, string? owner, string? fallback, LocalDate on, Dictionary<string, bool> employed, CancellationToken cancellationToken)
    {
        if (owner is null)
        {
            return fallback;
        }

        if (!employed.TryGetValue(owner, out bool isThere))
        {
            await using ICrmSession session = crm.OpenSession(scope);
            CrmPage<Employee> page = await session.QueryAsync(
                new CrmQuery<Employee> { Where = Condition.Equal(EmployeeModel.Key, FieldValue.Of(owner)), Limit = 1 }, cancellationToken).ConfigureAwait(false);
            employed.Add(owner, isThere = page.Items.Count == 0 || page.Items[0].IsActiveOn(on));
        }

        return isThere ? owner : fallback;
    }

    private sealed record Candidate(Customer Customer, ValueList<QualityFinding> Asks)
    {
        public string? Value { get; init; }

        public (int Rank, long Weight, Guid Id) Place(ValueList<string> order)
        {
            int rank = Value is null ? -1 : order.Items.IndexOf(Value);
            return (rank < 0 ? order.Count : rank, -Asks.Sum(static ask => (long)ask.Weight), Customer.Id.Value);
        }
    }
}
