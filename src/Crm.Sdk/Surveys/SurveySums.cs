using Crm.Sdk.Loyalty;

namespace Crm.Sdk.Surveys;

/// <summary>The sums of one line of a report.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class SurveySums
{
    private const double Middle = 0.5;
    private const double Promoter = 9;
    private const double Detractor = 6;

    private double _sum;
    private double _squares;

    public long Answers { get; private set; }

    /// <summary>How many count for the score.</summary>
    public long Plus { get; private set; }

    /// <summary>How many count against it.</summary>
    public long Minus { get; private set; }

    public Estimate? Mean => Intervals.Mean(_sum, _squares, Answers);

    public void Add(AnswerScale scale, double answer)
    {
        _sum += answer;
        _squares += answer * answer;
        if (scale.Code == AnswerScales.Nps)
        {
            Count(answer >= Promoter);
            Minus += answer <= Detractor ? 1 : 0;
        }
        else
        {
            Count(scale.ShareOf(answer) > Middle);
        }
    }

    public void Count(bool plus)
    {
        Answers++;
        Plus += plus ? 1 : 0;
    }

    public Estimate? Score(string scale) => scale == AnswerScales.Nps ? Intervals.Net(Plus, Minus, Answers) : Intervals.Share(Plus, Answers);
}
