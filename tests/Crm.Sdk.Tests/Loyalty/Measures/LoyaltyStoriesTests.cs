using System.Globalization;
using Crm.Sdk.Loyalty;
using Crm.Sdk.TestSupport;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace Crm.Sdk.Tests.Loyalty;

/// <summary>The stories of <c>docs/loyalty-measured.md</c>: each row's answer is computed of what the row says is known, and written anew (LO-5).</summary>
public sealed class LoyaltyStoriesTests
{
    private const int LeastStories = 12;

    private static readonly CultureInfo English = TextCulture.Of("en"), Chinese = TextCulture.Of("zh");
    private static readonly LoyaltyTexts Texts = new(new CrmTexts(new FixedExtensions()));

    [Fact]
    public void LO_5_every_story_of_the_documentation_has_the_type_cell_and_reasons_that_stand_there_in_both_languages()
    {
        string[] rows = [.. File.ReadLines(RepositoryFolder.PathOf("docs", "loyalty-measured.md")).SkipWhile(static line => !line.StartsWith("| story |", StringComparison.Ordinal)).Skip(2).TakeWhile(static line => line.StartsWith('|'))];

        string[] told = [.. rows.Select(Told)];
        Assert.True(rows.SequenceEqual(told, StringComparer.Ordinal), $"The rows of the documentation are not those that are computed:\n{string.Join('\n', told)}");
        Assert.True(rows.Length >= LeastStories, $"There are {rows.Length} stories.");
        Assert.All(LoyaltyTypes.List.Members.Select(static type => type.Chinese), type => Assert.Contains(rows, row => row.Split('|')[4].Contains(type, StringComparison.Ordinal)));
        Assert.All(LoyaltyCells.List.Members.Select(static cell => cell.Chinese), cell => Assert.Contains(rows, row => row.Split('|')[5].Contains(cell, StringComparison.Ordinal)));
    }

    private static string Told(string row)
    {
        string[] cells = [.. row.Split('|').Select(static cell => cell.Trim())];
        LoyaltyAssessment answer = new LoyaltyAssessor(LoyaltyPolicies.Standard).Assess(Read(cells[2]));
        string index = answer.Index is { } points ? string.Create(English, $"{points:0.#} of 100 by {100 * answer.Confidence:0.#} %") : string.Create(English, $"– by {100 * answer.Confidence:0.#} %");
        return $"| {cells[1]} | {cells[2]} | {index} | {Titles(LoyaltyTypes.List, answer.Type)} | {Titles(LoyaltyCells.List, answer.Cell)} | {Reasons(answer, English)} | {Reasons(answer, Chinese)} |";
    }

    private static string Titles(CodeList list, string? code) => code is null ? "–" : $"{list.TitleOf(code, English)} {list.TitleOf(code, Chinese)}";

    private static string Reasons(LoyaltyAssessment answer, CultureInfo culture) =>
        string.Join(culture == Chinese ? "；" : "; ", answer.TypeReasons.Concat(answer.CellReasons).Select(reason => Texts.Of(reason, culture)));

    /// <summary>What is known, as <c>INDICATOR SHARE</c> of behaviour or <c>INDICATOR SCALE ANSWER</c> of a survey, with <c>@DATE</c> where it is not of today; <c>before TYPE CELL</c>.</summary>
    private static LoyaltyInput Read(string known)
    {
        var findings = new List<LoyaltyFinding>();
        LoyaltyStanding? before = null;
        foreach (string[] words in known.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(static part => part.Trim('`').Split(' ')))
        {
            LocalDate date = words[^1].StartsWith('@') ? LocalDatePattern.Iso.Parse(words[^1][1..]).Value : LoyaltyDraws.Day;
            string[] said = [.. words.Where(static word => !word.StartsWith('@'))];
            if (said[0] == "before")
            {
                before = new LoyaltyStanding(said[1], said[2]);
            }
            else if (said.Length == 3)
            {
                findings.Add(new LoyaltyFinding(said[0], AnswerScales.Named(said[1]).ShareOf(double.Parse(said[2], CultureInfo.InvariantCulture)), date, LoyaltySources.Survey));
            }
            else
            {
                findings.Add(new LoyaltyFinding(said[0], double.Parse(said[1], CultureInfo.InvariantCulture), date, LoyaltySources.Behaviour));
            }
        }

        return new LoyaltyInput(LoyaltyDraws.Day, findings.ToValueList(), default, before);
    }
}
