namespace Crm.Sdk.Credit;

/// <summary>The stable codes of errors about credit. One section each in <c>docs/errors.md</c>.</summary>
public static class CreditErrorCodes
{
    /// <summary>An assessment model is not consistent: weights that do not add up, a curve against its direction, an unknown criterion.</summary>
    public const string BadModel = "CRM6201";

    /// <summary>Evidence, a statement or another input of an assessment breaks its rule.</summary>
    public const string BadEvidence = "CRM6202";

    /// <summary>The JSON of an assessment's input cannot be read.</summary>
    public const string BadInput = "CRM6203";

    /// <summary>A credit policy is not consistent.</summary>
    public const string BadPolicy = "CRM6204";

    /// <summary>A scorecard is not consistent, or its JSON cannot be read.</summary>
    public const string BadScorecard = "CRM6210";

    /// <summary>Cases with known outcomes cannot carry a scorecard: too few, of one outcome only, or with characteristics that tell nothing or everything.</summary>
    public const string BadSample = "CRM6211";

    /// <summary>A set of rules for orders is not consistent.</summary>
    public const string BadRuleSet = "CRM6250";

    /// <summary>A customer has no credit account, has one already, or is not there.</summary>
    public const string NoAccount = "CRM6251";

    /// <summary>A person may not do this on credit: the role is missing, or it takes another person than who did the first step.</summary>
    public const string NotAllowed = "CRM6252";

    /// <summary>A company cannot join a group, or cannot leave it.</summary>
    public const string BadGroup = "CRM6253";

    /// <summary>The session has reserved on this account already and is not committed.</summary>
    public const string PendingReservation = "CRM6254";

    /// <summary>An order is not in a state for this: it is no sale, is cancelled, was not held, or has no reservation.</summary>
    public const string WrongOrderState = "CRM6255";

    /// <summary>What a decision was made of cannot be read.</summary>
    public const string BadDecision = "CRM6256";

    /// <summary>A security of a credit account has no reference or one that is taken, is not there, or ended before.</summary>
    public const string BadSecurity = "CRM6260";

    /// <summary>A questionnaire of the internal inquiry is not consistent, or its JSON cannot be read.</summary>
    public const string BadQuestionnaire = "CRM6261";

    /// <summary>An answered questionnaire cannot be recorded: an unknown question, an answer that is none of it, or nobody who asked.</summary>
    public const string BadInquiry = "CRM6262";

    /// <summary>An assessment cannot be made again: its model is not known any more, or what it was made of cannot be read.</summary>
    public const string BadFile = "CRM6280";

    /// <summary>A step of a credit case is not the next one, has a method of its own, or the case is closed or not there.</summary>
    public const string WrongStep = "CRM6281";
}
