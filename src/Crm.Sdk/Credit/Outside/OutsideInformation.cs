using System.Diagnostics.CodeAnalysis;
using Crm.Sdk.Guarding;
using Crm.Sdk.Plugins;
using NodaTime;

namespace Crm.Sdk.Credit;

/// <summary>Asks plugins what they know of customers, a batch at a time, each behind its guard: providers first, then indicators, which see what providers said.</summary>
/// <remarks>Thread-safe. A plugin that fails or answers wrongly leaves a gap with its name, with the whole batch where the call failed and with the one customer where only that answer is wrong.</remarks>
internal sealed class OutsideInformation(IExtensions extensions, CreditFileSettings settings, TimeProvider time)
{
    /// <summary>The most customers that a plugin is asked about at a time.</summary>
    public const int BatchSize = 200;

    /// <param name="customers">At most <see cref="BatchSize"/>, with what is known of them.</param>
    /// <param name="asOf">The day of the assessment.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>What is known with what plugins say, in the same order.</returns>
    public async Task<CreditInformation[]> AddAsync(IReadOnlyList<(CreditSubject Subject, CreditInformation Information)> customers, LocalDate asOf, CancellationToken cancellationToken)
    {
        CreditInformation[] known = [.. customers.Select(static customer => customer.Information)];
        CreditSubject[] subjects = [.. customers.Select(static customer => customer.Subject)];
        foreach (Extension<ICreditInformationProvider> provider in extensions.All<ICreditInformationProvider>().Where(Takes))
        {
            await AskAsync(
                provider,
                "credit-information",
                static provider => new Contribution(provider.Name, provider.Indicators),
                (provider, stop) => provider.FetchAsync(subjects, asOf, stop),
                With,
                known,
                cancellationToken).ConfigureAwait(false);
        }

        foreach (Extension<IScoringIndicator> indicator in extensions.All<IScoringIndicator>().Where(Takes))
        {
            CreditInformation[] before = [.. known]; // the plugin reads them on another thread
            await AskAsync(
                indicator,
                "scoring-indicator",
                static indicator => new Contribution(indicator.Declaration.Indicator.Code, [indicator.Declaration.Indicator.Code], indicator.Declaration),
                (indicator, stop) => indicator.MeasureAsync(before, asOf, stop),
                With,
                known,
                cancellationToken).ConfigureAwait(false);
        }

        return known;
    }

    private bool Takes<T>(Extension<T> extension)
        where T : class => !settings.LeftOutPlugins.Contains($"{extension.Owner}/{extension.Name}");

    private async Task AskAsync<TPlugin, TAnswer>(
        Extension<TPlugin> extension,
        string operation,
        Func<TPlugin, Contribution> describe,
        Func<TPlugin, CancellationToken, ValueTask<IReadOnlyList<TAnswer>>> ask,
        Func<Contribution, TAnswer, CreditInformation, CreditInformation> with,
        CreditInformation[] known,
        CancellationToken cancellationToken)
        where TPlugin : class
    {
        Contribution? described = null;
        IReadOnlyList<TAnswer>? answers = null;
        CallFailure? failure = await GuardedCall.RunAsync(
            extension.Guard,
            operation,
            (extension.Instance, describe, ask),
            async (call, stop) =>
            {
                described = call.describe(call.Instance);
                answers = await call.ask(call.Instance, stop).ConfigureAwait(false);
            },
            settings.PluginDeadline,
            time,
            cancellationToken).ConfigureAwait(false);
        Contribution contribution = (described ?? new Contribution(extension.Name, [])).Named(extension.Name);
        string? wrong = WhyNot(contribution, known) ?? failure?.ExceptionType
            ?? (answers is null ? "null is no answer" : answers.Count != known.Length ? $"{answers.Count} answers for {known.Length} customers" : null);
        for (int i = 0; i < known.Length; i++)
        {
            known[i] = wrong is null ? Taken(i) : Gap(known[i], wrong);
        }

        CreditInformation Taken(int i)
        {
            CreditInformation declared = Declared(contribution, known[i]);
            try
            {
                CreditInformation information = with(contribution, answers![i], declared);
                InformationRules.Check(information);
                return information;
            }
            catch (CrmException broken)
            {
                return Gap(declared, broken.Message);
            }
        }

        CreditInformation Gap(CreditInformation information, string detail)
        {
            CreditInformation declared = Declared(contribution, information);
            return declared with { Gaps = declared.Gaps.Add(new CreditGap(contribution.Name, detail, contribution.Indicators)) };
        }
    }

    /// <summary>Why an indicator cannot stand in the model, whatever it measures; null where it can.</summary>
    private string? WhyNot(Contribution contribution, CreditInformation[] known) =>
        contribution.Declared is not { } declared ? null
        : known.Length > 0 && known[0].Indicators.Any(other => other.Indicator.Code == declared.Indicator.Code && other != declared) ? $"another plugin has an indicator '{declared.Indicator.Code}'"
        : settings.Model.Criteria.Any(criterion => criterion.Code == declared.Criterion) ? null : $"the model {settings.Model} has no criterion '{declared.Criterion}'";

    /// <summary>Puts a plugin's indicator beside those of the model; one that the model has itself is scored as the model says.</summary>
    private CreditInformation Declared(Contribution contribution, CreditInformation information) =>
        contribution.Declared is { } declared && settings.Model.Find(declared.Indicator.Code) is null && WhyNot(contribution, []) is null && information.Indicators.All(other => other.Indicator.Code != declared.Indicator.Code)
            ? information with { Indicators = information.Indicators.Add(declared) }
            : information;

    private static CreditInformation With(Contribution provider, ProvidedInformation? answer, CreditInformation information)
    {
        Need(answer is not null, "null is no answer");
        Need(answer.Evidence.Count <= ProvidedInformation.MaxPieces && answer.Statements.Count <= ProvidedInformation.MaxPieces, $"more than {ProvidedInformation.MaxPieces} pieces on one customer");
        foreach (CreditEvidence evidence in answer.Evidence)
        {
            Need(provider.Indicators.Contains(evidence.Indicator), $"evidence on '{evidence.Indicator}', which is not among the declared indicators");
        }

        return information with { Evidence = information.Evidence.Concat(answer.Evidence).ToValueList(), Statements = information.Statements.Concat(answer.Statements).ToValueList() };
    }

    private static CreditInformation With(Contribution indicator, CreditEvidence? answer, CreditInformation information)
    {
        Need(answer is null || answer.Indicator == indicator.Name, $"evidence on '{answer?.Indicator}', not on the declared indicator");
        return answer is null ? information : information with { Evidence = information.Evidence.Add(answer) };
    }

    private static void Need([DoesNotReturnIf(false)] bool holds, string rule)
    {
        if (!holds)
        {
            throw new CrmException(CreditErrorCodes.BadEvidence, rule);
        }
    }

    /// <summary>What a plugin says of itself.</summary>
    /// <param name="Name">The provider's name or the indicator's code.</param>
    /// <param name="Indicators">What it may speak of.</param>
    /// <param name="Declared">The indicator; null for a provider.</param>
    private sealed record Contribution(string Name, ValueList<string> Indicators, AddedIndicator? Declared = null)
    {
        /// <summary>Itself, under the contribution's name where its own is no code.</summary>
        public Contribution Named(string contribution) => this with { Name = Require.IsCode(Name) ? Name : Require.IsCode(contribution) ? contribution : "plugin", Indicators = Indicators.Where(Require.IsCode).ToValueList() };
    }
}
