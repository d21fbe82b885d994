using System.Globalization;
using System.Text.Json;
using Crm.Sdk.Classification;
using Crm.Sdk.Cli.CommandLine;
using Crm.Sdk.Credit;
using Crm.Sdk.Plugins;
using NodaTime;

namespace Crm.Sdk.Cli.Commands;

/// <summary>What an assessment from a file needs and nothing of the store: model, policy, texts, and the day of the call.</summary>
internal sealed class AssessmentDesk
{
    private readonly CreditAssessor _assessor = new(CreditModels.SixC);
    private readonly LimitPlanner _planner = new(CreditModels.SixC, CreditPolicies.Standard);
    private readonly CrmTexts _texts;
    private readonly CreditAssessmentWriter _writer;
    private readonly LocalDate _day;

    /// <param name="call">The call.</param>
    /// <param name="texts">The texts of a host, whose plugins title their indicators; null for the SDK's own.</param>
    public AssessmentDesk(CommandContext call, CrmTexts? texts = null)
    {
        _texts = texts ?? CoreTexts();
        _writer = new CreditAssessmentWriter(_texts);
        Culture = call.Settings.Culture;
        _day = call.Settings.AsOf(SystemClock.Instance).Date;
    }

    public CultureInfo Culture { get; }

    /// <summary>The SDK's own texts, for commands that need no host.</summary>
    public static CrmTexts CoreTexts() => new(new NoExtensions());

    public (CreditAssessment Assessment, CreditTerms Terms) Assess(CreditInput input)
    {
        CreditAssessment assessment = _assessor.Assess(input.Information, input.AsOf ?? _day);
        return (assessment, _planner.Propose(assessment));
    }

    /// <summary>Assesses a file of many on all processors; with the answers as JSON where machines read them.</summary>
    public IAsyncEnumerable<AssessedLines> AssessLinesAsync(Stream file, bool json, CancellationToken cancellationToken) =>
        new CreditLineAssessor(_assessor, _planner, _writer).AssessAsync(file, _day, json ? Culture : null, cancellationToken);

    public void Write(Utf8JsonWriter json, CreditAssessment assessment, CreditTerms terms) => _writer.WriteFields(json, assessment, terms, Culture);

    public string Text(Reason reason) => _writer.Text(reason, Culture);

    /// <summary>What a part of the answer is called.</summary>
    public string Title(string part) => _texts.OfCode($"credit.title.{part}", Culture);

    /// <summary>What an indicator is called: a built-in one by its title, a plugin's by the text that it brings under its code.</summary>
    public string Indicator(string code) => CreditIndicators.List.Find(code) is null ? _texts.OfCode(code, Culture) : CreditIndicators.List.TitleOf(code, Culture);

    private sealed class NoExtensions : IExtensions
    {
        public IReadOnlyList<Extension<T>> All<T>()
            where T : class => [];
    }
}
