namespace Crm.Sdk.Credit;

/// <summary>A questionnaire as it is written.</summary>
internal sealed record QuestionnaireJson(string Name, string Source, double Reliability, string English, string Chinese, QuestionJson[] Questions);
