using System.Text;
using Crm.Sdk.Customers;
using Crm.Sdk.Customers.Duplicates;
using Crm.Sdk.Plugins;
using Crm.Sdk.Receivables;
using Crm.Sdk.Sessions;
using Crm.Sdk.Storage;
using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>The credit file of customers, 信用档案: gathers what is known, assesses, keeps the assessment, and makes it again (CR-7).</summary>
/// <remarks>A thread-safe singleton. Assessments are added to the caller's session and written by its commit. A merged customer's file is that of its survivor, with what both had.</remarks>
public sealed class CreditFile
{
    private const int PageSize = 500;
    private const double InMillionths = 1e6;

    private readonly QueryRunner _queries;
    private readonly CustomerIdentity _identity;
    private readonly CreditAccountLookup _accounts;
    private readonly CreditFileSettings _settings;
    private readonly PaymentBehaviourReader _payments;
    private readonly CreditAssessor _assessor;
    private readonly LimitPlanner _planner;
    private readonly OutsideInformation _outside;

    /// <summary>Makes the service.</summary>
    /// <param name="store">The store.</param>
    /// <param name="model">All kinds.</param>
    /// <param name="identity">Leads merged customers to their survivor.</param>
    /// <param name="payments">Says how customers pay.</param>
    /// <param name="settings">By which model and policy.</param>
    /// <param name="extensions">The providers and indicators of plugins.</param>
    /// <param name="time">Counts deadlines.</param>
    public CreditFile(ICrmStore store, ModelCatalogue model, CustomerIdentity identity, PaymentBehaviourReader payments, CreditFileSettings settings, IExtensions extensions, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(payments);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(extensions);
        _queries = new QueryRunner(store, model);
        _identity = identity;
        _accounts = new CreditAccountLookup(identity);
        _payments = payments;
        _settings = settings;
        _assessor = new CreditAssessor(settings.Model);
        _planner = new LimitPlanner(settings.Model, settings.Policy);
        _outside = new OutsideInformation(extensions, settings, time);
    }

    /// <summary>Assesses a customer by all that its file holds up to a day.</summary>
    /// <param name="session">The session, to which the assessment is added.</param>
    /// <param name="customer">Whom.</param>
    /// <param name="asOf">The end of the day for which: evidence and statements of a later day do not count.</param>
    /// <param name="requested">The limit that is asked for; null for the one that the account has on the day.</param>
    /// <param name="currency">The currency, where the customer has no account and asks for no limit.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="CrmException">CRM6251: there is no such customer. CRM6202: the file holds something that breaks a rule.</exception>
    public async Task<FiledAssessment> AssessAsync(ICrmSession session, CustomerId customer, AsOf asOf, Money? requested, Currency currency, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        (CustomerId assessed, CreditSubject subject, CreditInformation information) = await GatherAsync(session, customer, asOf, requested, currency, cancellationToken).ConfigureAwait(false);
        CreditInformation[] known = await _outside.AddAsync([(subject, information)], asOf.Date, cancellationToken).ConfigureAwait(false);
        return Keep(session, assessed, known[0], asOf);
    }

    /// <summary>Assesses some customers, whom plugins are asked about together; a limit is that of the account.</summary>
    /// <param name="session">The session, to which the assessments are added.</param>
    /// <param name="customers">Whom, at most <see cref="OutsideInformation.BatchSize"/>.</param>
    /// <param name="asOf">The end of the day for which.</param>
    /// <param name="currency">The currency of those without an account.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>For each the assessment, or why none could be made.</returns>
    internal async Task<(FiledAssessment? Filed, CrmException? Error)[]> AssessManyAsync(ICrmSession session, IReadOnlyList<CustomerId> customers, AsOf asOf, Currency currency, CancellationToken cancellationToken)
    {
        var answers = new (FiledAssessment? Filed, CrmException? Error)[customers.Count];
        List<(int Place, CustomerId Customer, CreditSubject Subject, CreditInformation Information)> gathered = [];
        for (int i = 0; i < customers.Count; i++)
        {
            try
            {
                (CustomerId assessed, CreditSubject subject, CreditInformation information) = await GatherAsync(session, customers[i], asOf, null, currency, cancellationToken).ConfigureAwait(false);
                gathered.Add((i, assessed, subject, information));
            }
            catch (CrmException error)
            {
                answers[i] = (null, error);
            }
        }

        CreditInformation[] known = await _outside.AddAsync([.. gathered.Select(static one => (one.Subject, one.Information))], asOf.Date, cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < known.Length; i++)
        {
            try
            {
                answers[gathered[i].Place] = (Keep(session, gathered[i].Customer, known[i], asOf), null);
            }
            catch (CrmException error)
            {
                answers[gathered[i].Place] = (null, error);
            }
        }

        return answers;
    }

    private FiledAssessment Keep(ICrmSession session, CustomerId customer, CreditInformation information, AsOf asOf)
    {
        CreditAssessment assessment = _assessor.Assess(information, asOf.Date);
        CreditTerms terms = _planner.Propose(assessment);
        var record = new CreditAssessmentRecord
        {
            Id = CreditAssessmentId.New(),
            Customer = customer,
            Model = _settings.Model.Id,
            ModelVersion = _settings.Model.Version,
            Policy = _settings.Policy.Id,
            PolicyVersion = _settings.Policy.Version,
            AsOf = asOf.Date,
            ValidUntil = assessment.ValidUntil,
            Grade = assessment.Grade,
            ScoreMillionths = Millionths(assessment.Score),
            ConfidenceMillionths = Millionths(assessment.Confidence),
            Limit = terms.Limit,
            TermDays = terms.TermDays,
            Input = CreditInputWriter.Write(new CreditInput(information, asOf.Date)),
        };
        session.Add(record);
        return new FiledAssessment(record, assessment, terms);
    }

    /// <summary>Makes an assessment again from what it was made of, by the model and the policy of then.</summary>
    /// <param name="record">The assessment.</param>
    /// <exception cref="CrmException">CRM6280: the host does not know the model or the policy any more. CRM6203: what it was made of cannot be read.</exception>
    public FiledAssessment Again(CreditAssessmentRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        CreditInput input = CreditInputReader.Read(Encoding.UTF8.GetBytes(record.Input));
        CreditModel model = _settings.ModelOf(record);
        CreditAssessment assessment = new CreditAssessor(model).Assess(input.Information, record.AsOf);
        return new FiledAssessment(record, assessment, new LimitPlanner(model, _settings.PolicyOf(record)).Propose(assessment));
    }

    /// <summary>The assessments of a customer, the first first.</summary>
    /// <param name="scope">The tenant.</param>
    /// <param name="customer">Whose.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<IReadOnlyList<CreditAssessmentRecord>> HistoryAsync(CrmScope scope, CustomerId customer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        IReadOnlyList<CustomerId> members = await _accounts.MembersAsync(scope, customer, cancellationToken).ConfigureAwait(false);
        List<CreditAssessmentRecord> found = await AllAsync<CreditAssessmentRecord>(scope, CreditAssessmentModel.Kind, CreditAssessmentModel.Customer, members, null, cancellationToken).ConfigureAwait(false);
        return [.. found.OrderBy(static record => record.AsOf).ThenBy(static record => record.Id)];
    }

    internal static long Millionths(double value) => (long)Math.Round(value * InMillionths, MidpointRounding.AwayFromZero);

    /// <summary>What the file of a customer says up to a day, plugins apart.</summary>
    private async Task<(CustomerId Customer, CreditSubject Subject, CreditInformation Information)> GatherAsync(
        ICrmSession session, CustomerId of, AsOf asOf, Money? requested, Currency currency, CancellationToken cancellationToken)
    {
        IReadOnlyList<CustomerId> members = await _accounts.MembersAsync(session.Scope, of, cancellationToken).ConfigureAwait(false);
        Customer known = await session.FindAsync<Customer>(members[0], cancellationToken).ConfigureAwait(false)
            ?? throw new CrmException(CreditErrorCodes.NoAccount, $"There is no customer {of}.");
        CreditAccount? account = await CreditAccountLookup.FindAsync(session, members, cancellationToken).ConfigureAwait(false);
        CreditInformation information = await GatherAsync(session.Scope, known, members, account, asOf, requested, requested?.Currency ?? account?.Currency ?? currency, cancellationToken).ConfigureAwait(false);
        return (members[0], new CreditSubject(known, information.Currency), information);
    }

    private async Task<CreditInformation> GatherAsync(
        CrmScope scope, Customer customer, IReadOnlyList<CustomerId> members, CreditAccount? account, AsOf asOf, Money? requested, Currency of, CancellationToken cancellationToken)
    {
        LocalDate day = asOf.Date;
        List<CreditEvidenceRecord> evidence = await AllAsync<CreditEvidenceRecord>(scope, CreditEvidenceModel.Kind, CreditEvidenceModel.Customer, members, (CreditEvidenceModel.Date, day), cancellationToken).ConfigureAwait(false);
        List<CreditStatementRecord> statements = await AllAsync<CreditStatementRecord>(scope, CreditStatementModel.Kind, CreditStatementModel.Customer, members, (CreditStatementModel.Date, day), cancellationToken).ConfigureAwait(false);
        PaymentBehaviour behaviour = await _payments.ReadAsync(scope, customer.Id, asOf, _settings.PaymentWindowDays, cancellationToken).ConfigureAwait(false);
        (ValueList<CreditCollateral> collateral, Money? insured) = FiledSecurities.Of(account, day, of);
        return new CreditInformation
        {
            Customer = customer.Key ?? customer.Id.ToString(),
            Currency = of,
            Evidence = evidence.OrderBy(static record => record.Evidence.Date).ThenBy(static record => record.Id).Select(static record => record.Evidence).Concat(LedgerEvidence.Of(behaviour, _settings.LedgerReliability)).ToValueList(),
            Statements = statements.OrderBy(static record => record.Statement.Date).ThenBy(static record => record.Id).Select(static record => record.Statement).ToValueList(),
            RequestedLimit = requested ?? (account?.LimitOn(day)?.Amount is { } limit && limit.Currency == of ? limit : null),
            Collateral = collateral,
            InsuredAmount = insured,
        };
    }

    private async Task<List<T>> AllAsync<T>(CrmScope scope, KindModel kind, FieldId customer, IReadOnlyList<CustomerId> members, (FieldId Field, LocalDate Day)? upTo, CancellationToken cancellationToken)
        where T : class
    {
        Condition of = Condition.IsIn(customer, [.. members.Select(static id => FieldValue.Of((RecordId)id))]);
        var query = new StoreQuery(scope.Tenant, kind.Kind)
        {
            Where = upTo is { } limit ? Condition.All(of, Condition.Is(limit.Field, Comparison.LessOrEqual, FieldValue.Of(limit.Day))) : of,
            Limit = PageSize,
        };
        List<T> found = [];
        await foreach (T entity in _queries.AllAsync<T>(query, cancellationToken).ConfigureAwait(false))
        {
            found.Add(entity);
        }

        return found;
    }
}
