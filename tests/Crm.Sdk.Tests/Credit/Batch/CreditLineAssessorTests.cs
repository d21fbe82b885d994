using System.Globalization;
using System.Text;
using System.Text.Json;
using Crm.Sdk.Credit;
using Crm.Sdk.TestSupport;
using NodaTime;
using Xunit;

namespace Crm.Sdk.Tests.Credit;

public sealed class CreditLineAssessorTests
{
    private static readonly LocalDate Day = new(2026, 6, 30);
    private static readonly CreditAssessor Assessor = new(CreditModels.SixC);
    private static readonly LimitPlanner Planner = new(CreditModels.SixC, CreditPolicies.Standard);
    private static readonly CreditLineAssessor Lines = new(Assessor, Planner, new CreditAssessmentWriter(new CrmTexts(new FixedExtensions())));

    [Fact]
    public async Task CR_2_Many_lines_get_the_answers_that_each_gets_alone_in_their_order_and_malformed_ones_their_error()
    {
        string[] lines = [.. Enumerable.Range(1, 5_000).Select(static i => i % 97 == 0 ? $$"""{"customer":"C{{i}}","currency":"CNY","evidence":[{"indicator":"days-late"}]}""" : Line(i))];
        List<AssessedLine> answers = [];
        var json = new StringBuilder();
        await foreach (AssessedLines block in Lines.AssessAsync(Stream(lines), Day, CultureInfo.InvariantCulture, CancellationToken.None))
        {
            answers.AddRange(block.Lines);
            json.Append(Encoding.UTF8.GetString(block.Json.Span));
        }

        Assert.Equal(Enumerable.Range(1, 5_000).Select(static i => (long)i), answers.Select(static answer => answer.Line));
        Assert.All(answers, answer =>
        {
            if (answer.Line % 97 == 0)
            {
                Assert.Contains("/evidence/0/value", answer.Error!.Message, StringComparison.Ordinal);
                return;
            }

            CreditAssessment alone = Assessor.Assess(CreditInputReader.Read(Encoding.UTF8.GetBytes(lines[answer.Line - 1])).Information, Day);
            Assert.Equal((alone.Customer, alone.Grade, alone.Score), (answer.Assessment!.Customer, answer.Assessment.Grade, answer.Assessment.Score));
            Assert.Equal(Planner.Propose(alone), answer.Terms);
        });
        string[] documents = json.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            answers.Where(static answer => answer.Assessment is not null).Select(static answer => answer.Assessment!.Customer),
            documents.Select(static document => JsonDocument.Parse(document).RootElement.GetProperty("customer").GetString()));
    }

    [Fact]
    public async Task Leaving_early_and_cancelling_leave_nothing_running()
    {
        await foreach (AssessedLines block in Lines.AssessAsync(Stream([.. Enumerable.Range(1, 20_000).Select(Line)]), Day, null, CancellationToken.None))
        {
            Assert.True(block.Json.IsEmpty);
            break;
        }

        using var cancel = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (AssessedLines _ in Lines.AssessAsync(Stream([.. Enumerable.Range(1, 20_000).Select(Line)]), Day, null, cancel.Token))
            {
                await cancel.CancelAsync();
            }
        });
    }

    private static string Line(int i) =>
        string.Create(CultureInfo.InvariantCulture, $$"""{"customer":"C{{i}}","currency":"CNY","requestedLimit":{{1_000 + i}},"evidence":[{"indicator":"days-late","value":{{i % 90}},"date":"2026-05-01","source":"own-records","reliability":0.9},{"indicator":"on-time-rate","value":0.{{i % 10}},"date":"2026-04-01","source":"bank"}]}""");

    private static MemoryStream Stream(string[] lines) => new(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
}
