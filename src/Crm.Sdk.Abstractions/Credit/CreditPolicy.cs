namespace Crm.Sdk.Credit;

/// <summary>A credit policy, 信用政策: which limits the grades get, by which formulas (CR-4). The credit period stands with the grade in the model.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed record CreditPolicy
{
    /// <summary>Makes a policy.</summary>
    /// <param name="id">Its name for ever.</param>
    /// <param name="version">From 1; raise it when the same assessment gets other terms.</param>
    /// <param name="grades">One for each grade from <see cref="CreditGrade.A"/> to <see cref="CreditGrade.D"/>, in this order.</param>
    /// <exception cref="CrmException">CRM1001: the id has another form. CRM6204: a grade is missing, a share is out of range, or a worse grade gets more.</exception>
    public CreditPolicy(string id, int version, ValueList<GradePolicy> grades)
    {
        Id = IdentityText.Require(id, 128, "credit policy");
        That(version >= 1, $"the version {version} is less than 1");
        That(grades.Select(static grade => grade.Grade).SequenceEqual(Enum.GetValues<CreditGrade>()), "it needs one entry for each grade from A to D, in this order");
        for (int i = 0; i < grades.Count; i++)
        {
            GradePolicy grade = grades[i];
            That(grade.ShareOfNetWorth is >= 0 and <= 10, $"the share of net worth {grade.ShareOfNetWorth} of grade {grade.Grade} is not from 0 to 10");
            That(grade.PeerFactor is >= 0 and <= 10, $"the peer factor {grade.PeerFactor} of grade {grade.Grade} is not from 0 to 10");
            That(
                i == 0 || (grade.ShareOfNetWorth <= grades[i - 1].ShareOfNetWorth && grade.PeerFactor <= grades[i - 1].PeerFactor),
                $"grade {grade.Grade} gets more than the better grade {(CreditGrade)((int)grade.Grade - 1)}");
        }

        Version = version;
        Grades = grades;

        void That(bool holds, string rule)
        {
            if (!holds)
            {
                throw new CrmException(CreditErrorCodes.BadPolicy, $"Credit policy '{id}': {rule}.");
            }
        }
    }

    /// <summary>The policy's name for ever.</summary>
    public string Id { get; }

    /// <summary>The version, from 1.</summary>
    public int Version { get; }

    /// <summary>What each grade gets, from A to D.</summary>
    public ValueList<GradePolicy> Grades { get; }

    /// <summary>What a grade gets.</summary>
    /// <param name="grade">A defined grade.</param>
    public GradePolicy Of(CreditGrade grade) => Grades[(int)grade - 1];

    /// <summary>Id and version.</summary>
    public override string ToString() => $"{Id} v{Version}";
}
