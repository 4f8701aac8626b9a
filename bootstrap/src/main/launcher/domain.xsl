<?xml version="1.0" encoding="UTF-8"?>
<!--
  Payara Micro's configuration of itself, as the runnable jar needs it. The build applies this to the one that Payara Micro brings, so that no
  command changes it at each start.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>
  <xsl:strip-space elements="*"/>

  <xsl:template match="@*|*|text()">
    <xsl:copy>
      <xsl:apply-templates select="@*|*|text()"/>
    </xsl:copy>
  </xsl:template>

  <!-- The server listens to the launcher alone. Clients come through the launcher's port. -->
  <xsl:template match="network-listener[@name='http-listener']">
    <xsl:copy>
      <xsl:apply-templates select="@*"/>
      <xsl:attribute name="address">127.0.0.1</xsl:attribute>
    </xsl:copy>
  </xsl:template>

  <!-- A connection may stay open for any number of calls. A body may come with every method, so that the service refuses it itself. -->
  <xsl:template match="protocol[@name='http-listener']/http">
    <xsl:copy>
      <xsl:apply-templates select="@*"/>
      <xsl:attribute name="max-connections">-1</xsl:attribute>
      <xsl:attribute name="comet-support-enabled">false</xsl:attribute>
      <xsl:attribute name="server-header">false</xsl:attribute>
      <xsl:attribute name="allow-payload-for-undefined-http-methods">true</xsl:attribute>
      <xsl:apply-templates select="*"/>
    </xsl:copy>
  </xsl:template>

  <!-- A client that stops in the middle of its request keeps a thread for 5 s at most. -->
  <xsl:template match="transport[@name='tcp']">
    <xsl:copy>
      <xsl:apply-templates select="@*"/>
      <xsl:attribute name="read-timeout-millis">5000</xsl:attribute>
    </xsl:copy>
  </xsl:template>

  <!-- The descriptors of the one application are checked by its build. -->
  <xsl:template match="das-config">
    <das-config deploy-xml-validation="none"/>
  </xsl:template>

</xsl:stylesheet>
