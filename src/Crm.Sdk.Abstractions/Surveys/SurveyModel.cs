using Crm.Sdk.Storage;

namespace Crm.Sdk.Surveys;

/// <summary>How surveys are stored.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public static class SurveyModel
{
    /// <summary>The kind <c>survey</c>.</summary>
    public static KindModel Kind { get; } = Build();

    private static KindModel Build()
    {
        var kind = new KindBuilder<Survey>("survey", static s => s.Id);
        FieldHandle<string?> code = kind.Text("code", static s => s.Code, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> english = kind.Text("english", static s => s.English);
        FieldHandle<string?> chinese = kind.Text("chinese", static s => s.Chinese);
        PartHandle<SurveyQuestion> questions = kind.Part<SurveyQuestion>("question", static s => s.Questions, Declare);
        FieldHandle<long?> openDays = kind.Int("open-days", static s => s.OpenDays);
        var origin = new OriginFields<Survey>(kind, static s => s.Origin);
        kind.StampedBy(static (s, from) => s with { Origin = from }).CheckedBy(static s => s.Check());
        return kind.ComposedBy(row => new Survey
        {
            Code = row.Need(code),
            English = row.Need(english),
            Chinese = row.Need(chinese),
            Questions = row.Get(questions),
            OpenDays = (int)row.Need(openDays),
            Origin = origin.Read(row),
        });
    }

    private static Func<StoredRow, SurveyQuestion> Declare(PartBuilder<SurveyQuestion> part)
    {
        FieldHandle<string?> code = part.Text("code", static q => q.Code, maxLength: OpenCode.MaxLength);
        FieldHandle<string?> english = part.Text("english", static q => q.English, maxLength: SurveyQuestion.MaxTextLength);
        FieldHandle<string?> chinese = part.Text("chinese", static q => q.Chinese, maxLength: SurveyQuestion.MaxTextLength);
        FieldHandle<string?> scale = part.Text("scale", static q => q.Scale, maxLength: OpenCode.MaxLength);
        FieldHandle<long?> about = part.Int("about", static q => (long)q.About);
        FieldHandle<string?> indicator = part.Text("indicator", static q => q.Indicator, maxLength: OpenCode.MaxLength);
        return row => new SurveyQuestion(row.Need(code), row.Need(english), row.Need(chinese)) { Scale = row.Get(scale), About = (QuestionSubject)row.Need(about), Indicator = row.Get(indicator) };
    }
}
