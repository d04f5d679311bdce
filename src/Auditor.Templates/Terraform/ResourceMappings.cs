using static Auditor.Templates.Terraform.AttributeKind;

namespace Auditor.Templates.Terraform;

/// <summary>
/// The resources of Terraform's AWS provider that are read (its documentation, a page for each type), in CloudFormation's words.
/// </summary>
internal static class ResourceMappings
{
    // Of a name alone: CloudFormation's is the same in its own spelling.
    private static readonly ImmutableDictionary<string, ResourceMapping> All = new Dictionary<string, ResourceMapping>(StringComparer.Ordinal)
    {
        ["aws_api_gateway_rest_api"] = new("AWS::ApiGateway::RestApi",
        [
            Of("name"), Of("description"), Of("endpoint_configuration.types"), Of("endpoint_configuration.ip_address_type"),
            Of("endpoint_configuration.vpc_endpoint_ids", kind: Link), Of("policy", kind: Policy), Of("disable_execute_api_endpoint"),
            Of("api_key_source", "ApiKeySourceType"), Of("body", kind: Document), Of("put_rest_api_mode", "Mode"), Of("parameters"),
            Of("security_policy"), Of("endpoint_access_mode"), Of("tags"),
        ]),
        ["aws_api_gateway_rest_api_policy"] = new("Terraform::RestApiPolicy", [Of("rest_api_id", kind: Link), Of("policy", kind: Policy)]),
        ["aws_api_gateway_resource"] = new(
            "AWS::ApiGateway::Resource", [Of("rest_api_id", kind: Link), Of("parent_id", kind: Link), Of("path_part")]),
        ["aws_api_gateway_method"] = new("AWS::ApiGateway::Method",
        [
            Of("rest_api_id", kind: Link), Of("resource_id", kind: Link), Of("http_method"), Of("authorization", "AuthorizationType"),
            Of("authorizer_id", kind: Link), Of("authorization_scopes"), Of("api_key_required"), Of("request_validator_id", kind: Link),
            Of("request_models"), Of("request_parameters"),
        ]),
        ["aws_api_gateway_integration"] = new("Terraform::Integration",
        [
            Of("rest_api_id", kind: Link), Of("resource_id", kind: Link), Of("http_method"), Of("type"), Of("uri", kind: Backend),
            Of("integration_http_method"), Of("connection_type"), Of("connection_id", kind: Link), Of("credentials", kind: Link),
            Of("timeout_milliseconds", "TimeoutInMillis"), Of("cache_key_parameters"), Of("request_parameters"), Of("request_templates"),
            Of("tls_config.insecure_skip_verification"), Of("integration_target", kind: Link), Of("response_transfer_mode"),
        ]),
        ["aws_api_gateway_integration_response"] = new("Terraform::IntegrationResponse",
        [
            Of("rest_api_id", kind: Link), Of("resource_id", kind: Link), Of("http_method"), Of("status_code"), Of("response_parameters"),
            Of("response_templates"),
        ]),
        ["aws_api_gateway_authorizer"] = new("AWS::ApiGateway::Authorizer",
        [
            Of("rest_api_id", kind: Link), Of("name"), Of("type"), Of(
                "provider_arns", "ProviderARNs", Link), Of("authorizer_uri", kind: Backend),
            Of("identity_source"), Of("authorizer_result_ttl_in_seconds"), Of("identity_validation_expression"),
            Of("authorizer_credentials", kind: Link),
        ]),
        ["aws_api_gateway_deployment"] = new("AWS::ApiGateway::Deployment",
            [Of("rest_api_id", kind: Link), Of("stage_name"), Of("variables", "StageDescription.Variables")]),
        ["aws_api_gateway_stage"] = new("AWS::ApiGateway::Stage",
        [
            Of("rest_api_id", kind: Link), Of("stage_name"), Of("deployment_id", kind: Link), Of("description"),
            Of(
                "access_log_settings.destination_arn",
                "AccessLogSetting.DestinationArn",
                Link), Of("access_log_settings.format", "AccessLogSetting.Format"),
            Of("cache_cluster_enabled"), Of("cache_cluster_size"), Of("canary_settings.deployment_id", "CanarySetting.DeploymentId", Link),
            Of("canary_settings.percent_traffic", "CanarySetting.PercentTraffic"),
            Of("canary_settings.stage_variable_overrides", "CanarySetting.StageVariableOverrides"), Of("client_certificate_id", kind: Link),
            Of("variables"), Of("xray_tracing_enabled", "TracingEnabled"), Of("tags"), Of("web_acl_arn"),
        ]),
        ["aws_api_gateway_method_settings"] = new("Terraform::MethodSettings",
        [
            Of("rest_api_id", kind: Link), Of("stage_name", kind: Link), Of("method_path"), Of("settings.logging_level", "LoggingLevel"),
            Of("settings.data_trace_enabled", "DataTraceEnabled"), Of("settings.metrics_enabled", "MetricsEnabled"),
            Of("settings.throttling_rate_limit", "ThrottlingRateLimit"), Of("settings.throttling_burst_limit", "ThrottlingBurstLimit"),
            Of("settings.caching_enabled", "CachingEnabled"), Of("settings.cache_ttl_in_seconds", "CacheTtlInSeconds"),
            Of("settings.cache_data_encrypted", "CacheDataEncrypted"),
            Of("settings.require_authorization_for_cache_control", "RequireAuthorizationForCacheControl"),
        ]),
        ["aws_api_gateway_domain_name"] = new("AWS::ApiGateway::DomainName",
        [
            Of("domain_name"), Of("security_policy"), Of("endpoint_access_mode"), Of("endpoint_configuration.types"),
            Of("endpoint_configuration.ip_address_type"), Of("mutual_tls_authentication.truststore_uri"), Of(
                "mutual_tls_authentication.truststore_version"),
            Of("certificate_arn", kind: Link), Of(
                "regional_certificate_arn", kind: Link), Of("policy", kind: Policy), Of("routing_mode"), Of("tags"),
        ]),
        ["aws_api_gateway_base_path_mapping"] = new("AWS::ApiGateway::BasePathMapping",
            [Of("domain_name", kind: Link), Of("api_id", "RestApiId", Link), Of("stage_name", "Stage", Link), Of("base_path")]),
        ["aws_api_gateway_domain_name_access_association"] = new("AWS::ApiGateway::DomainNameAccessAssociation",
            [Of("domain_name_arn", kind: Link), Of("access_association_source", kind: Link)]),
        ["aws_api_gateway_account"] = new("AWS::ApiGateway::Account", [Of("cloudwatch_role_arn", "CloudWatchRoleArn", Link)]),
        ["aws_api_gateway_api_key"] = new("AWS::ApiGateway::ApiKey", [Of("name"), Of("description"), Of("enabled"), Of("tags")]),
        ["aws_api_gateway_usage_plan"] = new("AWS::ApiGateway::UsagePlan",
        [
            Of("name", "UsagePlanName"), Of("description"), Of("api_stages", "ApiStages", Blocks), Of(
                "quota_settings.limit", "Quota.Limit"),
            Of("quota_settings.period", "Quota.Period"), Of("throttle_settings.rate_limit", "Throttle.RateLimit"),
            Of("throttle_settings.burst_limit", "Throttle.BurstLimit"), Of("tags"),
        ]),
        ["aws_api_gateway_usage_plan_key"] = new(
            "AWS::ApiGateway::UsagePlanKey", [Of("key_id", kind: Link), Of("usage_plan_id", kind: Link)]),
        ["aws_api_gateway_vpc_link"] = new(
            "AWS::ApiGateway::VpcLink", [Of("name"), Of("description"), Of("target_arns", kind: Link), Of("tags")]),
        ["aws_api_gateway_client_certificate"] = new("AWS::ApiGateway::ClientCertificate", [Of("description"), Of("tags")]),
        ["aws_api_gateway_gateway_response"] = new("AWS::ApiGateway::GatewayResponse",
            [Of("rest_api_id", kind: Link), Of("response_type"), Of("response_parameters"), Of("response_templates")]),
        ["aws_api_gateway_request_validator"] = new("AWS::ApiGateway::RequestValidator",
            [Of("rest_api_id", kind: Link), Of("name"), Of("validate_request_body"), Of("validate_request_parameters")]),

        ["aws_apigatewayv2_api"] = new("AWS::ApiGatewayV2::Api",
        [
            Of("name"), Of("protocol_type"), Of("description"), Of(
                "cors_configuration.allow_credentials"), Of("cors_configuration.allow_origins"),
            Of("cors_configuration.allow_methods"), Of("cors_configuration.allow_headers"), Of("disable_execute_api_endpoint"),
            Of("ip_address_type"), Of("body", kind: Document), Of("target", kind: Backend), Of("route_key"), Of(
                "credentials_arn", kind: Link), Of("tags"),
        ]),
        ["aws_apigatewayv2_route"] = new("AWS::ApiGatewayV2::Route",
        [
            Of("api_id", kind: Link), Of("route_key"), Of("authorization_type"), Of(
                "authorizer_id", kind: Link), Of("authorization_scopes"),
            Of("api_key_required"), Of("target", kind: Target),
        ]),
        ["aws_apigatewayv2_integration"] = new("AWS::ApiGatewayV2::Integration",
        [
            Of("api_id", kind: Link), Of("integration_type"), Of(
                "integration_uri", kind: Backend), Of("integration_method"), Of("connection_type"),
            Of("connection_id", kind: Link), Of("credentials_arn", kind: Link), Of(
                "tls_config.server_name_to_verify"), Of("request_parameters"),
            Of("request_templates"),
        ]),
        ["aws_apigatewayv2_authorizer"] = new("AWS::ApiGatewayV2::Authorizer",
        [
            Of("api_id", kind: Link), Of("name"), Of("authorizer_type"), Of("authorizer_uri", kind: Backend), Of(
                "identity_sources", "IdentitySource"),
            Of("authorizer_result_ttl_in_seconds"), Of("enable_simple_responses"), Of("jwt_configuration.issuer", kind: Issuer),
            Of("jwt_configuration.audience", kind: Link),
        ]),
        ["aws_apigatewayv2_stage"] = new("AWS::ApiGatewayV2::Stage",
        [
            Of("api_id", kind: Link), Of("name", "StageName"), Of("description"), Of("auto_deploy"), Of(
                "access_log_settings.destination_arn", kind: Link),
            Of("access_log_settings.format"), Of("client_certificate_id", kind: Link), Of("default_route_settings", kind: Blocks),
            Of("route_settings", kind: Blocks), Of("stage_variables"), Of("tags"),
        ]),
        ["aws_apigatewayv2_domain_name"] = new("AWS::ApiGatewayV2::DomainName",
        [
            Of("domain_name"), Of("domain_name_configuration.security_policy", "DomainNameConfigurations.SecurityPolicy"),
            Of("domain_name_configuration.endpoint_type", "DomainNameConfigurations.EndpointType"),
            Of("domain_name_configuration.ip_address_type", "DomainNameConfigurations.IpAddressType"),
            Of("domain_name_configuration.certificate_arn", "DomainNameConfigurations.CertificateArn", Link),
            Of("mutual_tls_authentication.truststore_uri"), Of(
                "mutual_tls_authentication.truststore_version"), Of("routing_mode"), Of("tags"),
        ]),
        ["aws_apigatewayv2_api_mapping"] = new("AWS::ApiGatewayV2::ApiMapping",
            [Of("api_id", kind: Link), Of("domain_name", kind: Link), Of("stage", kind: Link), Of("api_mapping_key")]),
        ["aws_apigatewayv2_vpc_link"] = new("AWS::ApiGatewayV2::VpcLink", [Of("name"), Of("tags")]),

        ["aws_wafv2_web_acl_association"] = new(
            "AWS::WAFv2::WebACLAssociation", [Of("resource_arn", kind: Link), Of("web_acl_arn", "WebACLArn", Link)]),
        ["aws_wafv2_web_acl_logging_configuration"] = new("AWS::WAFv2::LoggingConfiguration", [Of("resource_arn", kind: Link)]),
        ["aws_wafv2_web_acl"] = new("AWS::WAFv2::WebACL", [Of("name"), Of("default_action", kind: Blocks), Of("rule", "Rules", Blocks)]),
        ["aws_wafv2_rule_group"] = new("AWS::WAFv2::RuleGroup", [Of("name"), Of("rule", "Rules", Blocks)]),
        ["aws_wafv2_ip_set"] = new("AWS::WAFv2::IPSet", [Of("name"), Of("addresses")]),
        ["aws_wafregional_web_acl_association"] = new(
            "AWS::WAFRegional::WebACLAssociation", [Of("resource_arn", kind: Link), Of("web_acl_id", "WebACLId", Link)]),
        ["aws_wafregional_web_acl"] = new("AWS::WAFRegional::WebACL", [Of("name")]),

        ["aws_lambda_function"] = new("AWS::Lambda::Function", [Of("function_name")]),
        ["aws_lambda_alias"] = new("AWS::Lambda::Alias", [Of("name"), Of("function_name", kind: Link)]),
        ["aws_lambda_permission"] = new("AWS::Lambda::Permission",
        [
            Of(
                "function_name",
                kind: Link), Of("qualifier"), Of("action"), Of("principal"), Of("source_arn", kind: Source), Of("source_account"),
            Of("function_url_auth_type"), Of("principal_org_id", "PrincipalOrgID"),
        ]),
        ["aws_lambda_function_url"] = new("AWS::Lambda::Url",
            [Of("function_name", "TargetFunctionArn", Link), Of("authorization_type", "AuthType"), Of("qualifier")]),

        ["aws_cognito_user_pool"] = new("AWS::Cognito::UserPool",
            [Of("name", "UserPoolName"), Of("admin_create_user_config.allow_admin_create_user_only"), Of("mfa_configuration")]),
        ["aws_cognito_user_pool_client"] = new("AWS::Cognito::UserPoolClient", [Of("name", "ClientName"), Of("user_pool_id", kind: Link)]),

        ["aws_iam_role"] = new("AWS::IAM::Role",
        [
            Of("name", "RoleName"), Of("path"), Of(
                "assume_role_policy", "AssumeRolePolicyDocument", Policy), Of("permissions_boundary", kind: Link),
            Of("managed_policy_arns", kind: Link), Of("inline_policy", "Policies", Blocks), Of("tags"),
        ]),
        ["aws_iam_user"] = new("AWS::IAM::User", [Of("name", "UserName"), Of("path"), Of("permissions_boundary", kind: Link), Of("tags")]),
        ["aws_iam_group"] = new("AWS::IAM::Group", [Of("name", "GroupName"), Of("path")]),
        ["aws_iam_policy"] = new(
            "AWS::IAM::ManagedPolicy", [Of("name", "ManagedPolicyName"), Of("path"), Of("policy", "PolicyDocument", Policy)]),
        ["aws_iam_role_policy"] = new(
            "AWS::IAM::RolePolicy", [Of("name", "PolicyName"), Of("role", "RoleName", Link), Of("policy", "PolicyDocument", Policy)]),
        ["aws_iam_user_policy"] = new(
            "AWS::IAM::UserPolicy", [Of("name", "PolicyName"), Of("user", "UserName", Link), Of("policy", "PolicyDocument", Policy)]),
        ["aws_iam_group_policy"] = new(
            "AWS::IAM::GroupPolicy", [Of("name", "PolicyName"), Of("group", "GroupName", Link), Of("policy", "PolicyDocument", Policy)]),
        ["aws_iam_role_policy_attachment"] = new("Terraform::PolicyAttachment", [Of("role", "Roles", Link), Of("policy_arn", kind: Link)]),
        ["aws_iam_user_policy_attachment"] = new("Terraform::PolicyAttachment", [Of("user", "Users", Link), Of("policy_arn", kind: Link)]),
        ["aws_iam_group_policy_attachment"] = new(
            "Terraform::PolicyAttachment", [Of("group", "Groups", Link), Of("policy_arn", kind: Link)]),
        ["aws_iam_policy_attachment"] = new("Terraform::PolicyAttachment",
            [Of("roles", kind: Link), Of("users", kind: Link), Of("groups", kind: Link), Of("policy_arn", kind: Link)]),

        ["aws_cloudwatch_log_group"] = new(
            "AWS::Logs::LogGroup", [Of("name", "LogGroupName"), Of("retention_in_days"), Of("kms_key_id", kind: Link)]),
        ["aws_cloudwatch_metric_alarm"] = new("AWS::CloudWatch::Alarm",
        [
            Of("alarm_name"), Of("namespace"), Of("metric_name"), Of("dimensions", kind: Link), Of("actions_enabled"), Of(
                "alarm_actions", kind: Link),
            Of("metric_query", "Metrics", Blocks),
        ]),
        ["aws_acm_certificate"] = new("AWS::CertificateManager::Certificate", [Of("domain_name")]),
        ["aws_kinesis_firehose_delivery_stream"] = new("AWS::KinesisFirehose::DeliveryStream", [Of("name", "DeliveryStreamName")]),
        ["aws_sqs_queue"] = new("AWS::SQS::Queue", [Of("name", "QueueName")]),
        ["aws_sns_topic"] = new("AWS::SNS::Topic", [Of("name", "TopicName")]),
        ["aws_s3_bucket"] = new("AWS::S3::Bucket", [Of("bucket", "BucketName")]),
        ["aws_dynamodb_table"] = new("AWS::DynamoDB::Table", [Of("name", "TableName")]),
        ["aws_kms_key"] = new("AWS::KMS::Key", []),
        ["aws_vpc_endpoint"] = new("AWS::EC2::VPCEndpoint", [Of("service_name"), Of("policy", "PolicyDocument", Policy)]),
        ["aws_vpc"] = new("AWS::EC2::VPC", []),
    }.ToImmutableDictionary(StringComparer.Ordinal);

    /// <summary>The types that are read.</summary>
    public static IEnumerable<string> Types => All.Keys;

    public static ResourceMapping? For(string type) => All.GetValueOrDefault(type);

    private static AttributeMapping Of(string from, string? to = null, AttributeKind kind = Plain) => AttributeMapping.Of(kind, from, to);
}
